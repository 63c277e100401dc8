package dev.fader.trainer.data;

import dev.fader.trainer.configuration.Key;

/**
 * What is done to the sources of an example before they are mixed, each by itself. The paper does nothing.
 */
public record Augmentation(
        @Key(
                value = "a source's level is changed uniformly within ± this",
                unit = "dB",
                min = 0,
                max = 60,
                source = "Uhlich and others 2017 (factors of 0.25 to 1.25)")
        double levelRangeDb,

        @Key(
                value =
                        "what lies above a corner between 300 Hz and 5 kHz is raised, and the rest lowered, by up to ± this",
                unit = "dB",
                min = 0,
                max = 24)
        double tiltRangeDb,

        @Key(
                value = "share of sources whose polarity is turned, so that no sign can tell a source",
                min = 0,
                max = 1,
                source = "Demucs (Défossez and others 2019): 0.5")
        double negatedShare,

        @Key(
                value =
                        "share of examples in which some source is silent, as in passages of real songs; needs `snrLimitDb`",
                min = 0,
                max = 1)
        double absentShare,

        @Key(
                value =
                        "examples are played faster or slower, and so higher or lower, by up to ± this: all sources of one song alike, those of different songs each by itself; only where `drawing` is `mixed`, and not in validation",
                unit = "%",
                min = 0,
                max = 25,
                standard = "0.0",
                source =
                        "Ko and others 2015, \"Audio augmentation for speech recognition\": 10; Demucs changes tempo by up to 12")
        double speedRangePercent,

        @Key(
                value =
                        "share of examples whose mixture passes a look-ahead limiter that takes up to 8 dB off its peaks; its gain is that of all sources, which still sum to the mixture; not in validation",
                min = 0,
                max = 1,
                standard = "0.0",
                source = "Jeon and Lee 2022, \"Towards robust music source separation on loud commercial music\"")
        double limitedShare) {

    /** Sources as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0);

    /** At the speed that they have, without a limiter. */
    public Augmentation(double levelRangeDb, double tiltRangeDb, double negatedShare, double absentShare) {
        this(levelRangeDb, tiltRangeDb, negatedShare, absentShare, 0, 0);
    }
}
