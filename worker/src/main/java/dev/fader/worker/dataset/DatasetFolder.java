package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.trainer.data.Arrival;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.DatasetLayout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data set on this machine's disk, which stays there until it is closed. */
public final class DatasetFolder implements Songs.Held {

    private final CacheEntry entry;
    private final DatasetManifest manifest;
    private final Path root;
    private final @Nullable Streaming streaming;

    /** @param streaming what still comes; null: nothing */
    DatasetFolder(CacheEntry entry, DatasetManifest manifest, Path root, @Nullable Streaming streaming) {
        this.entry = entry;
        this.manifest = manifest;
        this.root = root;
        this.streaming = streaming;
    }

    /** Where it lies; the folder is called as the data set is. */
    @Override
    public DataLocation location() {
        return new DataLocation(
                List.of(root),
                DatasetLayout.parse(manifest.layout()),
                streaming == null ? Arrival.COMPLETE : streaming);
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    @Override
    public void close() {
        if (streaming != null) {
            streaming.close();
        }
        entry.close();
    }
}
