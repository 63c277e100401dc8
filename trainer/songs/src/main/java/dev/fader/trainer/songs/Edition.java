package dev.fader.trainer.songs;

/**
 * How songs are drawn. An edition never changes: the same seed and index give the same song for ever, and what comes
 * later is a new one.
 */
public enum Edition {
    /** Four beats a bar, players who seldom rest, levels within 4 dB. */
    FIRST(1),
    /**
     * As far apart as recordings are: three metres, slow to fast, sections in which instruments drop out, wider levels
     * and loudness, and each stem with an equaliser, compression, place and width of its own.
     */
    SECOND(2);

    private final int number;

    Edition(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** As the command line calls it. */
    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
