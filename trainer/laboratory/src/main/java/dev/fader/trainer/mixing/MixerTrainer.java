package dev.fader.trainer.mixing;

import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.RandomStreams;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TrainedValues;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.mixing.SegmentBatches.Batch;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.BatchQueue;
import dev.fader.trainer.training.RunLog;
import dev.fader.trainer.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains a mixer in a folder, {@code checkpoint.safetensors}, {@code best.safetensors} and {@code log.ndjson}; started again
 * it goes on, and ends with the same weights, to the last digit. The weights with the least loss in validation are the best.
 */
final class MixerTrainer {

    /** Apart from the streams that order an epoch. */
    private static final long DROPOUT = 2;

    private final MixerConfig config;
    private final DataLocation data;
    private final Ingredients ingredients;
    private final Path run;
    private final Device device;
    private final Watcher watcher;
    private final MixerShape shape;
    private final TrainingPrograms programs;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int stale;

    /** Watches a run. */
    @FunctionalInterface
    interface Watcher {
        /** @param step its number, from 0. @param steps of the whole run */
        void step(long step, long steps, Report report);
    }

    /** @param splits of the data are {@code train} and {@code validation}, or MUSDB18's official ones */
    MixerTrainer(
            MixerConfig config, DataLocation data, Ingredients ingredients, Path run, Device device, Watcher watcher) {
        this.config = config;
        this.data = data;
        this.ingredients = ingredients;
        this.run = run;
        this.device = device;
        this.watcher = watcher;
        this.shape = MixerShape.of(config.weigher(), config.segment(), ingredients.channels());
        this.programs = MixerPrograms.training(shape);
    }

    /** @return the best weights. @throws ArithmeticException naming the segments, if a step cannot be taken */
    Path train(String trainSplit, String validationSplit) throws IOException, InterruptedException {
        Files.createDirectories(run);
        TrainingState began = began();
        bestLoss = -began.bestSdrDb();
        stale = began.stale();
        SegmentBatches examples = new SegmentBatches(config, ingredients, open(trainSplit));
        SegmentBatches validated = new SegmentBatches(config, ingredients, open(validationSplit));
        long steps = (long) config.epochs() * examples.count();
        RunLog log = RunLog.open(run.resolve("log.ndjson"), began.step());
        try (TrainingStep network = new TrainingStep(programs, began.values(), 0, device);
                BatchQueue<Batch> batches = new BatchQueue<>(examples::shuffled, began.step())) {
            for (long step = began.step(); step < steps; step++) {
                Map<String, Object> entry = take(network, batches.take(1).getFirst(), step, steps);
                boolean epochEnds = (step + 1) % examples.count() == 0;
                if (epochEnds) {
                    entry.putAll(validate(network, validated, step + 1));
                }
                log.add(entry);
                if (epochEnds || (step + 1) % config.checkpointEvery() == 0) {
                    checkpoint(network, step + 1);
                }
            }
        }
        return best();
    }

    private Path best() {
        return run.resolve("best.safetensors");
    }

    private TrainingState began() throws IOException {
        Path checkpoint = run.resolve("checkpoint.safetensors");
        return Files.exists(checkpoint)
                ? TrainingState.read(checkpoint, identity(), programs.training())
                : TrainingState.fresh(TrainedValues.of(
                        programs.training(), programs.training().initialWeights(new SplittableRandom(config.seed()))));
    }

    /** The configuration, and the separators that lie behind its names. */
    private String identity() {
        return config.toJson() + " " + ingredients.channels().separators();
    }

    private StemDataset open(String split) throws IOException {
        return data.open(split, config.sources(), config.sampleRateHz());
    }

    private Map<String, Object> take(TrainingStep network, Batch batch, long step, long steps) {
        // what is dropped follows from the step, whoever takes it
        Torch.seed(RandomStreams.of(config.seed(), DROPOUT, step).nextInt());
        Report report = network.train(
                config.learningRate(), Double.POSITIVE_INFINITY, List.<TrainingStep.Input[]>of(batch.inputs()));
        if (!report.taken()) {
            throw new ArithmeticException(
                    "step %d cannot be taken: its loss is %s and its gradient's norm %s (0: nothing to learn from); the segments are: %s"
                            .formatted(step, report.loss(), report.gradientNorm(), batch.description()));
        }
        watcher.step(step, steps, report);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", step);
        entry.put("loss", report.loss());
        entry.put("sdr_db", report.remixSdrDb());
        entry.put("gradient_norm", report.gradientNorm());
        return entry;
    }

    private Map<String, Object> validate(TrainingStep network, SegmentBatches validated, long steps)
            throws IOException {
        Found found = measure(network, validated);
        stale++;
        if (found.loss() < bestLoss) {
            bestLoss = found.loss();
            stale = 0;
            Map<String, String> provenance = new LinkedHashMap<>();
            provenance.put("training", config.toJson());
            provenance.put("data", data.name());
            provenance.put("steps", Long.toString(steps));
            provenance.put("validation_loss", Double.toString(found.loss()));
            provenance.put("validation_sdr_db", Double.toString(found.sdrDb()));
            new MixerFile(ingredients.channels(), shape, provenance, network.forUse()).write(best());
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("validation_loss", found.loss());
        entry.put("validation_sdr_db", found.sdrDb());
        return entry;
    }

    /** Means over all segments. @param loss mean absolute difference. @param sdrDb mean over sources and batches */
    private record Found(double loss, double sdrDb) {}

    private static Found measure(TrainingStep network, SegmentBatches validated) throws IOException {
        double loss = 0;
        double sdr = 0;
        long segments = 0;
        for (int i = 0; i < validated.count(); i++) {
            TrainingStep.Input[] inputs = validated.inOrder(i).inputs();
            Report report = network.evaluate(inputs);
            long size = inputs[0].dims()[0];
            loss += size * report.loss();
            sdr += size * report.remixSdrDb();
            segments += size;
        }
        return new Found(loss / segments, sdr / segments);
    }

    /** A state knows the best as what is largest: here the loss, with its sign turned. */
    private void checkpoint(TrainingStep network, long nextStep) throws IOException {
        new TrainingState(nextStep, network.values(), -bestLoss, stale)
                .write(run.resolve("checkpoint.safetensors"), identity());
    }
}
