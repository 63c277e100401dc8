package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.trainer.data.DataLocation;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.util.Set;

/** The songs of data sets, on this machine's disk. */
@FunctionalInterface
public interface Songs {

    /** Songs that stay where they are until it is closed. */
    interface Held extends AutoCloseable {

        DataLocation location();

        @Override
        void close();
    }

    /** @throws RefusedInput when what lies in storage is not the data set any more, or does not fit here */
    Held hold(DatasetRef data, Set<String> splits, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException;
}
