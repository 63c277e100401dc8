package dev.fader.trainer.data;

import java.io.IOException;
import java.util.SplittableRandom;

/** The sources of one example, taken one after the other. */
interface Excerpt {

    /** @return the source's samples, mono */
    float[] source(int index) throws IOException;

    /** Songs and places, to name an example that fails; complete when all sources were taken. */
    String origin();

    /** Chooses excerpts. */
    @FunctionalInterface
    interface Rule {

        /**
         * @param example its number since the run's first step
         * @param random the step's, from which every choice is drawn
         * @throws IOException also when no place with all sources active is found
         */
        Excerpt draw(long example, SplittableRandom random) throws IOException;
    }
}
