package dev.fader.trainer.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trained network on a device. */
public final class NetworkSeparator implements Separator, AutoCloseable {

    private final ModelFile model;
    private final NDManager manager;
    private final TorchProgram program;

    private NetworkSeparator(ModelFile model, Device device) {
        this.model = model;
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(
                NetworkPrograms.separation(model.network(), Parameters.NAMED), model.weights(), device);
    }

    public static NetworkSeparator load(ModelFile model, Device device) {
        return new NetworkSeparator(model, device);
    }

    @Override
    public List<String> sources() {
        return model.sources();
    }

    @Override
    public int sampleRateHz() {
        return model.sampleRateHz();
    }

    @Override
    public boolean seesGains() {
        return model.network().seesGains();
    }

    @Override
    public float[][][] separate(float[][] mixtures, float[] gains) {
        int samples = mixtures[0].length;
        try (NDManager scratch = manager.newSubManager()) {
            NDArray input = scratch.create(mixtures).reshape(mixtures.length, 1, samples);
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put(NetworkPrograms.MIXTURE, input);
            if (seesGains()) {
                inputs.put(NetworkPrograms.GAINS, scratch.create(gains).reshape(1, gains.length));
            }
            float[] flat = program.call(inputs).get(NetworkPrograms.SOURCES).toFloatArray();
            float[][][] separated = new float[mixtures.length][gains.length][];
            for (int b = 0; b < mixtures.length; b++) {
                for (int k = 0; k < gains.length; k++) {
                    int from = (b * gains.length + k) * samples;
                    separated[b][k] = Arrays.copyOfRange(flat, from, from + samples);
                }
            }
            return separated;
        }
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
