/** Reads and writes audio files, resamples them, and measures how loud they are. */
@NullMarked
package dev.fader.trainer.audio;

import org.jspecify.annotations.NullMarked;
