package dev.fader.trainer.experiment;

import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.experiment.Measurement.Task;
import dev.fader.trainer.training.NetworkTraining;
import dev.fader.trainer.training.Trainer;
import dev.fader.trainer.training.TrainingConfig;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains and measures what a plan names, in a folder: {@code runs/TRIAL} and what its {@link Measurement} makes of
 * {@code results/TRIAL-on-SET}. What is there is not done again, and what was begun goes on. Several processes may work
 * in one folder: each trial is locked by the one that works on it.
 */
final class Experiment {

    private static final String SPLIT = "test";

    private final ExperimentPlan plan;
    private final Map<String, DataLocation> data;
    private final Path folder;
    private final Path results;
    private final Device device;

    /** @param data where each set of the plan lies, by its name */
    Experiment(ExperimentPlan plan, Map<String, DataLocation> data, Path folder, Device device) {
        if (!data.keySet().equals(plan.data().keySet())) {
            throw new IllegalArgumentException("the plan names the data sets %s, given are %s"
                    .formatted(plan.data().keySet(), data.keySet()));
        }
        this.plan = plan;
        this.data = Map.copyOf(data);
        this.folder = folder;
        this.results = folder.resolve("results");
        this.device = device;
    }

    /** What became of a trial. */
    enum Outcome {
        DONE,
        /** Another process works on it. */
        TAKEN
    }

    /** Trains and measures one network, as far as that is still to be done. */
    Outcome run(Trial trial, TrainingProgress progress) throws IOException, InterruptedException {
        if (isDone(trial)) {
            return Outcome.DONE;
        }
        Path run = Files.createDirectories(folder.resolve("runs").resolve(trial.name()));
        try (FileChannel channel =
                        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock == null) {
                return Outcome.TAKEN;
            }
            Path best = new Trainer(
                            new NetworkTraining(trial.training(), location(trial.data()), null), run, device, progress)
                    .train();
            for (String set : measuredOn(trial)) {
                if (!isMeasured(trial, set)) {
                    measure(trial, best, set);
                }
            }
            return Outcome.DONE;
        }
    }

    /** @return null if it is held, by another process or in this one */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    boolean isDone(Trial trial) {
        return measuredOn(trial).stream().allMatch(set -> isMeasured(trial, set));
    }

    private List<String> measuredOn(Trial trial) {
        return plan.measuredOn(trial.training().data().sources().size());
    }

    private boolean isMeasured(Trial trial, String set) {
        return trial.measurement().isDone(results, name(trial, set));
    }

    private void measure(Trial trial, Path model, String set) throws IOException {
        TrainingConfig.Data trained = trial.training().data();
        StemDataset songs = location(set)
                .open(SPLIT, plan.stems(set, trained.sources().size()), trained.sampleRateHz())
                .first(plan.testSongs());
        trial.measurement()
                .measure(
                        results,
                        new Task(name(trial, set), trial.name(), model, trial.data(), songs, set, SPLIT),
                        device);
    }

    private static String name(Trial trial, String set) {
        return trial.name() + "-on-" + set;
    }

    private DataLocation location(String set) {
        return Objects.requireNonNull(data.get(set), set);
    }
}
