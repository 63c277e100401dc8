package dev.fader.trainer.songs;

/** What the songs of a set are played with: editions 1 and 2 take SoundFonts as they are, the third what is mended and divided. */
public sealed interface Instruments permits SoundFonts, Sounds {}
