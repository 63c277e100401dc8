/** Curves out of a million records. */
@NullMarked
package dev.fader.bench.curve;

import org.jspecify.annotations.NullMarked;
