package dev.fader.trainer.data;

import java.util.SplittableRandom;

/** The order in which an epoch visits the songs, from the run's seed and the epoch's number alone. */
final class SongOrder {

    private static final long EPOCH_GAMMA = 0xD1B54A32D192ED03L;

    private SongOrder() {}

    /** @return each of 0…songs−1 once (Fisher and Yates 1938) */
    static int[] ofEpoch(long seed, long epoch, int songs) {
        SplittableRandom random = new SplittableRandom(seed ^ EPOCH_GAMMA * (epoch + 1));
        int[] order = new int[songs];
        for (int i = 0; i < songs; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
