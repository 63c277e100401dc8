/** Trains many networks on the same budget and measures them alike, from one file that says which. */
@NullMarked
package dev.fader.trainer.experiment;

import org.jspecify.annotations.NullMarked;
