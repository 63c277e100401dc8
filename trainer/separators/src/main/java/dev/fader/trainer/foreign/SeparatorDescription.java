package dev.fader.trainer.foreign;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a model made elsewhere to run it; {@code separator.json} in its package.
 *
 * @param sampleRateHz that it was trained for
 * @param channels of its input: 1, or 2 for stereo in one pass
 * @param sources of its output, in that order
 * @param rest the name of what its sources leave of the mixture, where that is wanted as a source, too
 * @param length which lengths of input it takes
 * @param contextSamples at either end of a chunk, whose results are thrown away
 * @param overlap of neighbouring chunks' results, as a share of a chunk; 0.25 unless it is said
 * @param normalised whether the mean and deviation of the song's channels' mean are taken out before, and put back
 * @param transform for a model of spectrograms; null for waveforms
 * @param gain that its output is multiplied by, where it is too quiet; 1 unless it is said
 * @param delaySamples by which its output is late
 * @param licence under which it may be used
 * @param origin where it is from
 */
public record SeparatorDescription(
        @JsonProperty(required = true) Format format,
        @JsonProperty(required = true) int sampleRateHz,
        @JsonProperty(required = true) int channels,
        @JsonProperty(required = true) List<String> sources,
        @Nullable String rest,
        @Nullable Length length,
        int contextSamples,
        @Nullable Double overlap,
        boolean normalised,
        @Nullable Transform transform,
        @Nullable Double gain,
        int delaySamples,
        @Nullable String licence,
        @Nullable String origin) {

    private static final int MOST_HZ = 192_000;
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
     *
     * @param samples the length, or what it must be a multiple of; of any length, that of a chunk
     */
    public record Length(Rule rule, int samples) {

        /** How a length is bound. */
        public enum Rule {
            @JsonProperty("fixed")
            FIXED,
            @JsonProperty("multiple")
            MULTIPLE,
            @JsonProperty("free")
            FREE
        }

        public Length {
            if (samples < 1 || samples > MOST_SAMPLES) {
                throw new IllegalArgumentException(
                        "length.samples is %d: expected 1 to %d".formatted(samples, MOST_SAMPLES));
            }
        }
    }

    /**
     * The transform that a model of spectrograms leaves to its host: centred, reflected at the ends, with a periodic Hann
     * window. Each channel is two of the model's: real and imaginary parts.
     *
     * @param fft samples of a frame
     * @param hop samples from one frame to the next
     * @param bins that the model takes, from 0 Hz up; the others are 0 in its output
     * @param normalised whether the transform is divided by √fft
     * @param hybrid whether the model takes and gives waveforms beside spectrograms, as the core of Hybrid Demucs does: its
     *     sources are the sum of both
     */
    public record Transform(int fft, int hop, int bins, boolean normalised, boolean hybrid) {

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
        require(sampleRateHz >= 1000 && sampleRateHz <= MOST_HZ, "sampleRateHz is outside 1000 to " + MOST_HZ);
        require(channels == 1 || channels == 2, "channels is 1 or 2");
        require(!sources.isEmpty() && all.size() <= MOST_SOURCES, "sources are 1 to " + MOST_SOURCES);
        require(new HashSet<>(all).size() == all.size(), "a source is there twice");
        require(all.stream().allMatch(name -> name.matches("[a-z0-9_-]{1,64}")), "a source is called [a-z0-9_-]+");
        require(contextSamples >= 0 && delaySamples >= 0, "contextSamples and delaySamples are not negative");
        require(contextSamples + delaySamples < MOST_SAMPLES, "contextSamples or delaySamples is too large");
        require(overlap == null || overlap > 0 && overlap <= 0.5, "overlap is above 0 and at most 0.5");
        require(gain == null || gain > 0 && gain < 100, "gain is above 0 and below 100");
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
