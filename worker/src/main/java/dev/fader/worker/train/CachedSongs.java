package dev.fader.worker.train;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.trainer.data.DataLocation;
import dev.fader.worker.dataset.DatasetCache;
import dev.fader.worker.dataset.DatasetFolder;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;

/** Songs to train and validate with, out of this machine's cache, which fills while they are read. */
@Singleton
final class CachedSongs implements Songs {

    private static final Set<String> SPLITS = Set.of("train", "validation");

    private final DatasetCache cache;

    CachedSongs(DatasetCache cache) {
        this.cache = cache;
    }

    @Override
    public Held hold(DatasetRef data, Attempt attempt) throws IOException, RefusedInput {
        DatasetFolder folder = cache.stream(data, SPLITS, attempt);
        return new Held() {
            @Override
            public DataLocation location() {
                return folder.location();
            }

            @Override
            public void close() {
                folder.close();
            }
        };
    }
}
