package dev.fader.trainer.foreign;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a model made elsewhere to run it; {@code separator.json} in its package.
 */
public record SeparatorDescription(
        @Key("what the model's file is") Format format,

        @Key(value = "that it was trained for", unit = "Hz", min = 1000, max = 192000)
        int sampleRateHz,

        @Key(value = "of its input: 1, or 2 for stereo in one pass", min = 1, max = 2)
        int channels,

        @Key("of its output, in that order; `[a-z0-9_-]+`, at most 64")
        List<String> sources,

        @Key("the name of what its sources leave of the mixture, where that is wanted as a source, too") @Nullable String rest,

        @Key("which lengths of input it takes; of any length, ten seconds at once, unless it is said") @Nullable Length length,

        @Key(
                value = "at either end of a chunk, whose results are thrown away",
                unit = "samples",
                min = 0,
                below = 16777216,
                standard = "0")
        int contextSamples,

        @Key(
                value = "of neighbouring chunks' results, as a share of a chunk; 0.25 unless it is said",
                above = 0,
                max = 0.5)
        @Nullable Double overlap,

        @Key(
                value =
                        "whether the mean and deviation of the song's channels' mean are taken out before, and put back",
                standard = "false")
        boolean normalised,

        @Key("for a model of spectrograms; none for waveforms") @Nullable Transform transform,

        @Key(
                value = "that its output is multiplied by, where it is too quiet; 1 unless it is said",
                above = 0,
                below = 100)
        @Nullable Double gain,

        @Key(value = "by which its output is late", unit = "samples", min = 0, below = 16777216, standard = "0")
        int delaySamples,

        @Key("under which it may be used") @Nullable String licence,
        @Key("where it is from") @Nullable String origin) {

    private static final int MOST_SOURCES = 64;
    private static final int MOST_SAMPLES = 1 << 24;

    /** What the model's file is. */
    public enum Format {
        @JsonProperty("torchscript")
        TORCHSCRIPT,
        @JsonProperty("onnx")
        ONNX;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which lengths a model takes.
     */
    public record Length(
            @Key("how a length is bound") Rule rule,

            @Key(
                    value = "the length, or what it must be a multiple of; of any length, that of a chunk",
                    unit = "samples",
                    min = 1,
                    max = 16777216)
            int samples) {

        /** How a length is bound. */
        public enum Rule {
            @JsonProperty("fixed")
            FIXED,
            @JsonProperty("multiple")
            MULTIPLE,
            @JsonProperty("free")
            FREE
        }
    }

    /**
     * The transform that a model of spectrograms leaves to its host: centred, reflected at the ends, with a periodic Hann
     * window. Each channel is two of the model's: real and imaginary parts.
     */
    public record Transform(
            @Key(value = "of a frame; even", unit = "samples", min = 2, max = 65536)
            int fft,

            @Key(value = "from one frame to the next; at most `fft`", unit = "samples", min = 1, max = 65536)
            int hop,

            @Key(
                    value = "that the model takes, from 0 Hz up; at most fft/2 + 1; the others are 0 in its output",
                    min = 1,
                    max = 32769)
            int bins,

            @Key(value = "whether the transform is divided by √fft", standard = "false")
            boolean normalised,

            @Key(
                    value =
                            "whether the model takes and gives waveforms beside spectrograms, as the core of Hybrid Demucs does: its sources are the sum of both",
                    standard = "false")
            boolean hybrid) {

        public Transform {
            if (fft < 2 || fft % 2 != 0 || fft > 1 << 16 || hop < 1 || hop > fft || bins < 1 || bins > fft / 2 + 1) {
                throw new IllegalArgumentException(
                        "transform: fft is even and 2 to 65536, hop 1 to fft and bins 1 to fft/2 + 1, not %d, %d and %d"
                                .formatted(fft, hop, bins));
            }
        }
    }

    public SeparatorDescription {
        sources = List.copyOf(sources);
        List<String> all = new ArrayList<>(sources);
        if (rest != null) {
            all.add(rest);
        }
        require(!sources.isEmpty() && all.size() <= MOST_SOURCES, "sources are 1 to " + MOST_SOURCES);
        require(new HashSet<>(all).size() == all.size(), "a source is there twice");
        require(all.stream().allMatch(name -> name.matches("[a-z0-9_-]{1,64}")), "a source is called [a-z0-9_-]+");
        require(contextSamples + delaySamples < MOST_SAMPLES, "contextSamples or delaySamples is too large");
        Length.Rule rule = length == null ? Length.Rule.FREE : length.rule();
        require(transform == null || rule != Length.Rule.MULTIPLE, "a model of spectrograms has a fixed length or any");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** Its sources, and the rest. */
    public List<String> allSources() {
        List<String> all = new ArrayList<>(sources);
        if (rest != null) {
            all.add(rest);
        }
        return List.copyOf(all);
    }

    double gainRatio() {
        return gain == null ? 1 : gain;
    }

    double overlapShare() {
        return overlap == null ? 0.25 : overlap;
    }

    /** Ten seconds of any length, unless it is said. */
    Length lengthRule() {
        return length == null ? new Length(Length.Rule.FREE, 10 * sampleRateHz) : length;
    }

    /** At either end: what is thrown away anyhow, what the output is late by, and half a frame of a transform. */
    int context() {
        return Math.max(contextSamples, transform == null ? 0 : transform.fft() / 2) + delaySamples;
    }
}
