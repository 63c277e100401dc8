/** Measures what runs trained, and makes pages of it. */
@NullMarked
package dev.fader.worker.evaluate;

import org.jspecify.annotations.NullMarked;
