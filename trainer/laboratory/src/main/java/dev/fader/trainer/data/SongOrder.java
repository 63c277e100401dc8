package dev.fader.trainer.data;

import java.util.SplittableRandom;

/** The order in which an epoch visits songs, or segments of them, from the run's seed and the epoch's number alone. */
public final class SongOrder {

    /** Apart from the streams of examples, which are named by one number. */
    private static final long ORDER = 1;

    private SongOrder() {}

    /** @return each of 0…songs−1 once (Fisher and Yates 1938) */
    public static int[] ofEpoch(long seed, long epoch, int songs) {
        SplittableRandom random = RandomStreams.of(seed, ORDER, epoch);
        int[] order = new int[songs];
        for (int i = 0; i < songs; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
