package dev.fader.trainer.data;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sources of one example as the data set has them.
 *
 * @param sources (K, L), mono
 * @param places where each lies
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once
record Excerpt(float[][] sources, List<Place> places) {

    /**
     * Where a source was taken from.
     *
     * @param start frame of the song
     * @param channel counted from 0; {@link #ALL_CHANNELS} for their mean
     */
    record Place(String song, long start, int channel) {

        static final int ALL_CHANNELS = -1;
    }

    /** Chooses excerpts. */
    @FunctionalInterface
    interface Rule {

        /**
         * @param example its number since the run's first step
         * @param random the example's, from which every choice is drawn
         * @throws IOException also when no place with all sources active is found
         */
        Excerpt draw(long example, SplittableRandom random) throws IOException;
    }
}
