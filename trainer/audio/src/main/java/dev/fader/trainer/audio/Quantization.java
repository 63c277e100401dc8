package dev.fader.trainer.audio;

import java.util.SplittableRandom;

/** How samples become integers. Depths of 24 bits are always rounded; at 16 bits the caller chooses. */
public sealed interface Quantization {

    /** Deeper samples are rounded below what can be heard. */
    int MOST_DITHERED_BITS = 16;

    /** Rounds to the nearest value, so that samples that came from 16 bits return unchanged. */
    record Exact() implements Quantization {}

    /**
     * Adds triangular noise of two steps' width before rounding, so that the error is noise, not distortion.
     *
     * @param seed the same seed gives the same noise
     */
    record Dithered(long seed) implements Quantization {}

    /** For signals that were not changed. */
    static Quantization exact() {
        return new Exact();
    }

    /** For signals that were computed. */
    static Quantization dithered(long seed) {
        return new Dithered(seed);
    }

    /** @param bits of a sample; 0 where encoders take it as it is */
    default boolean dithers(int bits) {
        return this instanceof Dithered && bits > 0 && bits <= MOST_DITHERED_BITS;
    }

    /** The noise for a depth, in steps; one source for one stream. */
    default Noise noise(int bits) {
        return switch (this) {
            case Exact exact -> () -> 0;
            case Dithered dithered -> {
                if (!dithers(bits)) {
                    yield () -> 0;
                }
                SplittableRandom random = new SplittableRandom(dithered.seed);
                yield () -> {
                    long pair = random.nextLong();
                    return ((pair >>> 40) - (pair & 0xffffffL)) * 0x1p-24;
                };
            }
        };
    }

    /** Noise to add to a sample before it is rounded. */
    interface Noise {

        /** In steps, between −1 and 1. */
        double next();
    }
}
