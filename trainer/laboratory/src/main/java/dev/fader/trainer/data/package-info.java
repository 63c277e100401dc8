/** Data sets of songs with their stems: finds, checks and reads them, and draws training examples from them. */
@NullMarked
package dev.fader.trainer.data;

import org.jspecify.annotations.NullMarked;
