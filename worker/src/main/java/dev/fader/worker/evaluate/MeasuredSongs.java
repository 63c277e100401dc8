package dev.fader.worker.evaluate;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.trainer.data.DataLocation;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;

/** The songs of data sets, on this machine's disk. */
@FunctionalInterface
interface MeasuredSongs {

    /** Songs that stay where they are until it is closed. */
    interface Held extends AutoCloseable {

        DataLocation location();

        @Override
        void close();
    }

    /** @throws RefusedInput when what lies in storage is not the data set any more, or does not fit here */
    Held hold(DatasetRef data, String split, Attempt attempt) throws IOException, RefusedInput, InterruptedException;
}
