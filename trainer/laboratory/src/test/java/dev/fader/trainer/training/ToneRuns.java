package dev.fader.trainer.training;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.Augmentation;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.data.ExcerptSampling;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.Data;
import dev.fader.trainer.training.TrainingConfig.LearningRate;
import dev.fader.trainer.training.TrainingConfig.Plateau;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs for tests: songs of a low and a high tone, a network that learns them in seconds, and a watch that stops it. */
public final class ToneRuns {

    private static final int RATE = 8_000;

    private ToneRuns() {}

    /** A run's log but for its wall time. */
    public static List<String> log(Path run) throws IOException {
        return Files.readAllLines(run.resolve("log.ndjson")).stream()
                .map(line -> line.replaceFirst(",\"seconds\":[0-9.E-]+", ""))
                .toList();
    }

    /** Three songs to learn from and three to validate on. */
    static void write(Path data) throws IOException {
        for (String split : List.of("train", "validation")) {
            for (int song = 0; song < 3; song++) {
                write(data.resolve(split).resolve("song" + song), 80 + 15 * song, 900 + 200 * song);
            }
        }
    }

    /** Writes a song, in the place of another if there is one. */
    static void write(Path song, int lowHz, int highHz) throws IOException {
        Files.deleteIfExists(song.resolve("bass.wav"));
        Files.deleteIfExists(song.resolve("other.wav"));
        Tones.write(song.resolve("bass.wav"), RATE, 2, lowHz);
        Tones.write(song.resolve("other.wav"), RATE, 2, highHz);
    }

    static TrainingConfig config(long steps) {
        return config(steps, 1, 1e-2, Schedule.COSINE, 0);
    }

    static TrainingConfig config(long steps, int accumulate, double learningRate, Schedule schedule, int patience) {
        return config(steps, accumulate, learningRate, schedule, patience, 0.9);
    }

    static TrainingConfig config(
            long steps, int accumulate, double learningRate, Schedule schedule, int patience, double averageDecay) {
        return new TrainingConfig(
                new ConvTasNet(2, 32, 32, 16, 8, 16, 8, 3, 3, 1, MaskActivation.SOFTMAX, false),
                new RemixObjective(RemixModel.CONSISTENT, 1, 1, 30),
                new Data(
                        List.of("bass", "other"),
                        RATE,
                        new ExampleConfig(0.25, ExcerptSampling.MIXED, 0.5, 12, new Augmentation(3, 2, 0.5, 0.2)),
                        2),
                new Step(
                        accumulate,
                        Precision.FP32,
                        new LearningRate(learningRate, schedule, 2, new Plateau(0.5, 1)),
                        5,
                        averageDecay,
                        0),
                new Budget(steps, patience),
                new Rhythm(4, 2, 4, 0),
                7);
    }

    static final class Stopped extends RuntimeException {}

    /** Stops a run as a power cut would, between two steps. */
    static final class StopAfter implements TrainingProgress {

        final List<Double> validations = new ArrayList<>();
        private final long steps;

        StopAfter(long steps) {
            this.steps = steps;
        }

        @Override
        public void step(long step, Report report, double learningRate) {
            if (step + 1 > steps) {
                throw new Stopped();
            }
        }

        double best() {
            return validations.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }

        @Override
        public void validated(long step, double sdrDb, double bestSdrDb) {
            validations.add(sdrDb);
        }
    }
}
