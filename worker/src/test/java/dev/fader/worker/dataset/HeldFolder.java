package dev.fader.worker.dataset;

import dev.fader.trainer.data.DataLocation;
import java.nio.file.Path;

/** Songs that lie in a folder of the test's own, and stay there. */
public record HeldFolder(Path folder) implements Songs.Held {

    @Override
    public DataLocation location() {
        return DataLocation.of(folder);
    }

    @Override
    public void close() {
        // they stay
    }
}
