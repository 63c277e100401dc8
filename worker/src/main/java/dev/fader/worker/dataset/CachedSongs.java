package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;

/** Songs out of this machine's cache, which fills while they are read. */
@Singleton
final class CachedSongs implements Songs {

    private final DatasetCache cache;

    CachedSongs(DatasetCache cache) {
        this.cache = cache;
    }

    @Override
    public Held hold(DatasetRef data, Set<String> splits, Attempt attempt) throws IOException, RefusedInput {
        return cache.stream(data, splits, attempt);
    }
}
