/** Synthetic songs: composed from a seed, played by SoundFonts, recorded drums and a singer of our own, written stem by stem. */
@NullMarked
package dev.fader.trainer.songs;

import org.jspecify.annotations.NullMarked;
