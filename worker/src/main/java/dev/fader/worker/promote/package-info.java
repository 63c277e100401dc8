/** Judges a model against the one that an alias names, and moves the alias to the better. */
@NullMarked
package dev.fader.worker.promote;

import org.jspecify.annotations.NullMarked;
