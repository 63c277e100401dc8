package dev.fader.trainer.training;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.engine.AdamState;
import dev.fader.trainer.graph.FlatLayout;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a run needs to go on exactly where it was: weights, optimiser, step and the best validation so far. The
 * random state and the sampler's position follow from the seed and the step.
 *
 * @param step the next step to take
 * @param average of the parameters, if the run keeps one and has begun
 * @param bestSdrDb of the best weights, which lie in a file of their own
 * @param stale validations since then
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
public record TrainingState(
        long step, float[] parameters, float @Nullable [] average, AdamState adam, double bestSdrDb, int stale) {

    private static final String CONFIG = "training";
    private static final String AVERAGE = "average";

    /** Before the first step. */
    public static TrainingState fresh(float[] parameters) {
        return new TrainingState(0, parameters, null, AdamState.fresh(parameters.length), Double.NEGATIVE_INFINITY, 0);
    }

    /** @param config of the run, in one line. @throws IOException if the file is damaged or belongs to a run with another configuration */
    public static TrainingState read(Path path, String config, FlatLayout layout) throws IOException {
        Safetensors file = Safetensors.read(path);
        Map<String, String> metadata = file.metadata();
        if (!config.equals(metadata.get(CONFIG))) {
            throw new IOException(path + " belongs to a run with another configuration; give this run its own folder");
        }
        Weights tensors = file.tensors();
        float[] parameters = tensors.get("parameters").data();
        if (parameters.length != layout.length()) {
            throw new IOException(
                    path + " holds %d values, the network has %d".formatted(parameters.length, layout.length()));
        }
        long step = Long.parseLong(metadata.getOrDefault("step", "0"));
        AdamState adam = new AdamState(
                step,
                tensors.get("adam.first_moment").data(),
                tensors.get("adam.second_moment").data());
        return new TrainingState(
                step,
                parameters,
                tensors.names().contains(AVERAGE) ? tensors.get(AVERAGE).data() : null,
                adam,
                Double.parseDouble(metadata.getOrDefault("best_sdr_db", "NaN")),
                Integer.parseInt(metadata.getOrDefault("stale", "0")));
    }

    public void write(Path path, String config) throws IOException {
        long[] dims = {parameters.length};
        Weights.Builder tensors = new Weights.Builder()
                .add("parameters", dims, parameters)
                .add("adam.first_moment", dims, adam.firstMoment())
                .add("adam.second_moment", dims, adam.secondMoment());
        if (average != null) {
            tensors.add(AVERAGE, dims, average);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(CONFIG, config);
        metadata.put("step", Long.toString(step));
        metadata.put("best_sdr_db", Double.toString(bestSdrDb));
        metadata.put("stale", Integer.toString(stale));
        new Safetensors(metadata, tensors.build()).write(path);
    }
}
