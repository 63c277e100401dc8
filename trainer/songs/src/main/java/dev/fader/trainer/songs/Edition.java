package dev.fader.trainer.songs;

/**
 * How songs are drawn. An edition never changes: the same seed and index give the same song for ever, the third one's with
 * the same sounds only, and what comes later is a new one.
 */
public enum Edition {
    /** Four beats a bar, players who seldom rest, levels within 4 dB. */
    FIRST(1),
    /**
     * As far apart as recordings are: three metres, slow to fast, sections in which instruments drop out, wider levels
     * and loudness, and each stem with an equaliser, compression, place and width of its own.
     */
    SECOND(2),
    /**
     * As the second, and free of what gave stems away. A high pass, 3 dB down at 28 Hz, takes what loops carried below
     * hearing; each stem's sign is drawn; the layouts of one seed share nothing; two to four melodic parts, higher and of
     * more families, amplifiers and exciters give every stem treble. What can be drawn depends on which of the packaged
     * sounds are there; sounds run up to 12 % fast or slow, and some mixtures go through a limiter.
     */
    THIRD(3);

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
