/** Trained mixers on songs: how a song is normalised, cut into segments, mixed, and put together again. */
@NullMarked
package dev.fader.trainer.mixer.mixdown;

import org.jspecify.annotations.NullMarked;
