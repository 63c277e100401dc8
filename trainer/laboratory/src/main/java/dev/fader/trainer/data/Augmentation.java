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
        double absentShare) {

    /** Sources as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0);
}
