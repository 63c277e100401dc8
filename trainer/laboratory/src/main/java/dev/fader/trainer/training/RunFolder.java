package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.graph.Program;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder of a run, which one process at a time has: {@code checkpoint.safetensors} and {@code best.safetensors}. */
final class RunFolder implements AutoCloseable {

    private final Path folder;
    private final RunLock lock;

    private RunFolder(Path folder, RunLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IOException if another process has it */
    static RunFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new RunFolder(folder, RunLock.take(folder));
    }

    Path checkpoint() {
        return folder.resolve("checkpoint.safetensors");
    }

    Path best() {
        return folder.resolve("best.safetensors");
    }

    /**
     * Where the run stands; what writers that were killed have left is removed.
     *
     * @throws IOException if the checkpoint is damaged or belongs to another configuration; the folder is then given back
     */
    TrainingState begin(Training training, Program program) throws IOException {
        boolean begun = false;
        try {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
                for (Path part : parts) {
                    Files.delete(part);
                }
            }
            TrainingState state = withItsBest(
                    Files.exists(checkpoint())
                            ? TrainingState.read(checkpoint(), training, program)
                            : TrainingState.fresh(training, program),
                    training.budget().steps());
            begun = true;
            return state;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    /** A checkpoint that was brought here alone has no best weights yet. */
    private TrainingState withItsBest(TrainingState state, long steps) throws IOException {
        if (state.standing().bestSdrDb() == Double.NEGATIVE_INFINITY || Files.exists(best())) {
            return state;
        }
        if (state.step() >= steps) {
            throw new IOException(
                    "%s is missing, the best weights of the run that %s ends: bring it back, or extend the run"
                            .formatted(best(), checkpoint()));
        }
        return new TrainingState(
                state.step(), state.values(), state.standing().withoutBest(), state.began(), state.songs());
    }

    /** Keeps the checkpoint that has just been written. @param step that it stands at */
    void keep(long step) throws IOException {
        WholeFile.write(
                folder.resolve("checkpoint-%d.safetensors".formatted(step)),
                part -> Files.copy(checkpoint(), part, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void close() {
        lock.close();
    }
}
