package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.StemDataset;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The songs of data sets, on this machine's disk. */
@FunctionalInterface
public interface Songs {

    /** Songs that stay where they are until it is closed. */
    interface Held extends AutoCloseable {

        DataLocation location();

        /**
         * Songs of a part of the data set, for a network.
         *
         * @param most the first so many; null: all
         * @throws RefusedInput when the part has none
         */
        default StemDataset open(
                DatasetRef data, String split, @Nullable Integer most, List<String> sources, int rateHz)
                throws IOException, RefusedInput {
            try {
                StemDataset all = location().open(split, sources, rateHz);
                StemDataset songs = most == null ? all : all.first(most);
                if (songs.songs().isEmpty()) {
                    throw new RefusedInput("no_songs", "split '%s' of '%s' has no songs".formatted(split, data.name()));
                }
                return songs;
            } catch (IOException e) {
                throw DataFault.refusal(new IOException("split '%s' of '%s'".formatted(split, data.name()), e));
            }
        }

        @Override
        void close();
    }

    /** @throws RefusedInput when what lies in storage is not the data set any more, or does not fit here */
    Held hold(DatasetRef data, Set<String> splits, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException;
}
