package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.engine.AdamState;
import dev.fader.trainer.engine.TrainedValues;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs to go on exactly where it was: weights, statistics, optimiser, step and the best validation so far.
 * The random state and the sampler's position follow from the seed and the step.
 *
 * @param step the next step to take
 * @param began SHA-256 of the weights of the model that it began with; empty for weights drawn from the seed
 * @param songs that it has learnt from; null before the first step, and of a run from before this was kept
 */
record TrainingState(
        long step,
        TrainedValues values,
        Standing standing,
        String began,
        @Nullable Fingerprint songs) {

    private static final String CONFIG = "training";
    private static final String START = "first_model";
    private static final String REDUCTIONS = "rate_reductions";
    private static final String WAITED = "rate_waited";
    private static final String SONGS = "songs";
    private static final String PARAMETERS = "parameters";
    private static final String STATISTICS = "statistics";
    private static final String AVERAGE = "average";
    private static final String FIRST_MOMENT = "adam.first_moment";
    private static final String SECOND_MOMENT = "adam.second_moment";

    /** Before the first step. */
    static TrainingState fresh(Training training, Program program) throws IOException {
        TrainedValues values = TrainedValues.of(program, training.firstWeights());
        return new TrainingState(0, values, Standing.NOTHING, training.firstModel(), null);
    }

    /** @throws IOException if the file is damaged, or belongs to a run with another configuration, naming what differs */
    static TrainingState read(Path path, Training training, Program program) throws IOException {
        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = file.metadata();
        requireSame(path, training.differences(metadata.getOrDefault(CONFIG, "{}")));
        requireSameStart(path, metadata.get(START), training.firstModel());
        Weights tensors = file.tensors();
        float[] parameters = tensors.get(PARAMETERS).data();
        float[] statistics = orNothing(tensors, STATISTICS);
        requireLength(path, parameters, program.flatLayout().length());
        requireLength(path, statistics, program.statisticsLayout().length());
        long step = Long.parseLong(metadata.getOrDefault("step", "0"));
        AdamState adam = new AdamState(
                step,
                tensors.get(FIRST_MOMENT).data(),
                tensors.get(SECOND_MOMENT).data());
        float[] average = orNothing(tensors, AVERAGE);
        return new TrainingState(
                step,
                new TrainedValues(parameters, statistics, adam, average.length == 0 ? null : average),
                new Standing(
                        Double.parseDouble(metadata.getOrDefault("best_sdr_db", "NaN")),
                        Integer.parseInt(metadata.getOrDefault("stale", "0")),
                        Integer.parseInt(metadata.getOrDefault(REDUCTIONS, "0")),
                        Integer.parseInt(metadata.getOrDefault(WAITED, "0"))),
                metadata.getOrDefault(START, training.firstModel()),
                metadata.containsKey(SONGS) ? Fingerprint.parse(metadata.getOrDefault(SONGS, "")) : null);
    }

    private static void requireSame(Path path, List<String> differences) throws IOException {
        if (!differences.isEmpty()) {
            throw new IOException(
                    "%s belongs to a run with another configuration: %s. A run's length, learning rate and rhythm may change; for all else give this run its own folder"
                            .formatted(path, String.join("; ", differences)));
        }
    }

    /** A run that goes on need not be told again which model it began with, but not another one. @param began null: not kept */
    private static void requireSameStart(Path path, @Nullable String began, String now) throws IOException {
        if (began != null && !now.isEmpty() && !now.equals(began)) {
            throw new IOException(
                    "%s belongs to a run that began with %s, not with the model that is given; give this run its own folder"
                            .formatted(path, began.isEmpty() ? "weights drawn from its seed" : "another model"));
        }
    }

    private static float[] orNothing(Weights tensors, String name) {
        return tensors.names().contains(name) ? tensors.get(name).data() : new float[0];
    }

    private static void requireLength(Path path, float[] values, int wanted) throws IOException {
        if (values.length != wanted) {
            throw new IOException("%s holds %d values, the network has %d".formatted(path, values.length, wanted));
        }
    }

    void write(Path path, Training training) throws IOException {
        Weights.Builder tensors = new Weights.Builder();
        add(tensors, PARAMETERS, values.parameters());
        add(tensors, FIRST_MOMENT, values.adam().firstMoment());
        add(tensors, SECOND_MOMENT, values.adam().secondMoment());
        if (values.statistics().length > 0) {
            add(tensors, STATISTICS, values.statistics());
        }
        float[] average = values.average();
        if (average != null) {
            add(tensors, AVERAGE, average);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(CONFIG, training.identity());
        metadata.put(START, began);
        metadata.put("step", Long.toString(step));
        metadata.put("best_sdr_db", Double.toString(standing.bestSdrDb()));
        metadata.put("stale", Integer.toString(standing.stale()));
        metadata.put(REDUCTIONS, Integer.toString(standing.reductions()));
        metadata.put(WAITED, Integer.toString(standing.waited()));
        if (songs != null) {
            metadata.put(SONGS, songs.toText());
        }
        new Safetensors(metadata, tensors.build()).write(path);
    }

    private static void add(Weights.Builder tensors, String name, float[] vector) {
        tensors.add(name, new long[] {vector.length}, vector);
    }
}
