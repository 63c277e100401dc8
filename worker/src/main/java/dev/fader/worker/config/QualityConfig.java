package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code fader.quality.*}: beyond which a track is made, but ends in {@code REVIEW}. */
@ConfigMapping(prefix = "fader.quality")
public interface QualityConfig {

    /** Samples cut off at full scale. */
    @WithDefault("0")
    long clippedSamples();

    /** True peak of the output in dBTP, where it is also above the input's. */
    @WithDefault("0.5")
    double truePeakDb();

    /** How far the ceiling may keep the output below the loudness asked for, in LU. */
    @WithDefault("1.0")
    double loudnessMissLu();

    /** How much stereo correlation may fall. */
    @WithDefault("0.4")
    double correlationFall();

    /** Largest disagreement where chunks meet, in dB of the input. */
    @WithDefault("-12.0")
    double worstSeamDb();

    /** What the network could not explain, in dB of the input. */
    @WithDefault("-6.0")
    double nullResidualDb();
}
