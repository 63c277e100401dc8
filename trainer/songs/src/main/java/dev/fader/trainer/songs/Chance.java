package dev.fader.trainer.songs;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything drawn by lot, from one seed. A named branch depends only on the seed and its own name, so adding a draw in
 * one part of a song leaves the others as they were.
 */
public final class Chance {

    private final long seed;
    private final SplittableRandom random;

    Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The chance of song {@code index} of a collection, whatever the number of songs. */
    static Chance ofSong(long seed, int index) {
        return new Chance(mix(mix(seed) + index));
    }

    Chance branch(String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        return new Chance(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Uniform among the integers low…high, both included. */
    int among(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** About normal, with mean 0 and deviation 1, never beyond ±3.5. */
    double bell() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += unit();
        }
        return (sum - 2) * 1.7320508075688772;
    }

    boolean happens(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(among(0, choices.size() - 1));
    }

    int pick(int... choices) {
        return choices[among(0, choices.length - 1)];
    }
}
