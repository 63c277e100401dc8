package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fader.worker.limits.*}: what an input may be. Whatever is beyond is refused by name. */
@ConfigMapping(prefix = "fader.worker.limits")
public interface LimitsConfig {

    /** Largest input object. */
    @WithDefault("8589934592")
    long inputBytes();

    @WithDefault("4000")
    int minSampleRateHz();

    @WithDefault("384000")
    int maxSampleRateHz();

    @WithDefault("8")
    int channels();

    @WithDefault("6h")
    Duration duration();

    /** How long a network may take for one chunk, or a model to load. */
    @WithDefault("10m")
    Duration networkStall();

    /** Resident memory of a decoder process. */
    @WithDefault("1073741824")
    long decoderMemoryBytes();

    /** Processor time of a decoder process. */
    @WithDefault("20m")
    Duration decoderProcessorTime();

    /** How long a decoder process may be silent while it is waited for. */
    @WithDefault("30s")
    Duration decoderStall();
}
