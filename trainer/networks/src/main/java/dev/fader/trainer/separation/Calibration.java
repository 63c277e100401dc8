package dev.fader.trainer.separation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long a network takes in each form here, on the processor. The forms take turns, so that what else the machine does
 * falls on all of them, and the median of each counts: the shortest is the one for which caches and memory were there, as they
 * are not in a worker. All of it lasts as long as a dozen chunks, once: what is tried has to be large enough to leave the
 * caches, as a chunk does.
 */
final class Calibration {

    private static final int ROUNDS = 5;
    /** Parts of a chunk that are as long as what is tried. */
    private static final int SHARE = 2;

    private Calibration() {}

    /** @return seconds of each form */
    static Map<Form, Double> of(ModelFile model, Precision precision) {
        Map<Form, TorchProgram> programs = new EnumMap<>(Form.class);
        Map<Form, List<Double>> turns = new EnumMap<>(Form.class);
        try (NDManager manager = Torch.manager(Device.cpu())) {
            for (Form form : Form.of(false)) {
                Program program =
                        NetworkPrograms.combinations(model.network(), Parameters.NAMED, new Target(form, precision));
                programs.put(form, TorchProgram.load(program, model.weights(), Device.cpu()));
            }
            Map<String, NDArray> inputs = inputs(model, manager);
            // the first round finds memory and kernels, and does not count
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<Form, TorchProgram> each : programs.entrySet()) {
                    double seconds = seconds(each.getValue(), inputs, manager);
                    if (round > 0) {
                        turns.computeIfAbsent(each.getKey(), form -> new ArrayList<>())
                                .add(seconds);
                    }
                }
            }
            Map<Form, Double> medians = new EnumMap<>(Form.class);
            turns.forEach((form, seconds) ->
                    medians.put(form, seconds.stream().sorted().toList().get(ROUNDS / 2)));
            return medians;
        } finally {
            programs.values().forEach(TorchProgram::close);
        }
    }

    private static double seconds(TorchProgram program, Map<String, NDArray> inputs, NDManager manager) {
        try (NDManager scratch = manager.newSubManager()) {
            Map<String, NDArray> lent = new HashMap<>();
            inputs.forEach((name, array) -> {
                NDArray same = array.stopGradient();
                same.attach(scratch);
                lent.put(name, same);
            });
            long began = System.nanoTime();
            program.call(lent);
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /** Noise for one mixture, one sum of its sources. */
    private static Map<String, NDArray> inputs(ModelFile model, NDManager manager) {
        int samples = TrainedNetwork.chunkPlan(model).length() / SHARE;
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextGaussian() * 0.1f;
        }
        int sources = model.network().sources();
        float[] ones = new float[sources];
        Arrays.fill(ones, 1);
        Map<String, NDArray> inputs = new HashMap<>();
        inputs.put(NetworkPrograms.MIXTURE, manager.create(noise, new Shape(1, 1, samples)));
        inputs.put(NetworkPrograms.WEIGHTS, manager.create(ones, new Shape(1, 1, sources)));
        if (model.network().seesGains()) {
            inputs.put(NetworkPrograms.GAINS, manager.create(ones, new Shape(1, sources)));
        }
        return inputs;
    }
}
