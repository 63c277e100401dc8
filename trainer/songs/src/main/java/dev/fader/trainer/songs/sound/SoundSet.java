package dev.fader.trainer.songs.sound;

/** The sounds are divided in two, so that a network can be measured on songs made of none that it has heard. */
public enum SoundSet {
    /** What training may hear. */
    KNOWN("known"),
    /** What it never hears. */
    HELD_OUT("held-out");

    private final String word;

    SoundSet(String word) {
        this.word = word;
    }

    /** As the command line calls it. */
    @Override
    public String toString() {
        return word;
    }
}
