package dev.fader.trainer.songs;

/** The parts of a data set, by the names of their folders; the same seed gives other songs in each. */
public enum SongSplit {
    train,
    validation,
    test
}
