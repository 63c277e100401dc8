package dev.fader.trainer.data;

import java.util.SplittableRandom;

/**
 * Random streams that have nothing in common, each named by a run's seed and some numbers. Seeds that lie a multiple of the
 * generator's own increment apart give one stream at different offsets, so a seed is never computed by adding: it is mixed.
 */
public final class RandomStreams {

    private static final long INCREMENT = 0x9E3779B97F4A7C15L;

    private RandomStreams() {}

    /** @param path what the stream is for, such as an epoch's number; other numbers, another stream */
    public static SplittableRandom of(long seed, long... path) {
        long mixed = mix(seed);
        for (long number : path) {
            mixed = mix(mixed + number);
        }
        return new SplittableRandom(mixed);
    }

    /** One step of SplitMix64 (Steele, Lea and Flood 2014): neighbours end up far apart, and no two values meet. */
    private static long mix(long value) {
        long z = value + INCREMENT;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
