package dev.fader.trainer.remix;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.RemixPrograms;
import java.util.List;

/** A trained network on a device, as what it adds to a mixture to remix it. Safe for several threads. */
public final class DifferenceNetwork implements AutoCloseable {

    private final ModelFile model;
    private final Device device;
    private final NDManager manager;
    private final TorchProgram program;

    private DifferenceNetwork(ModelFile model, Device device) {
        this.model = model;
        this.device = device;
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(
                RemixPrograms.consistentDifference(model.network(), Parameters.NAMED), model.weights(), device);
    }

    public static DifferenceNetwork load(ModelFile model, Device device) {
        return new DifferenceNetwork(model, device);
    }

    public int sampleRateHz() {
        return model.sampleRateHz();
    }

    public List<String> sources() {
        return model.sources();
    }

    public String deviceName() {
        return Torch.nameOf(device);
    }

    /**
     * What the gains change, {@code Σ(γ_k − 1)·ŝ'_k}.
     *
     * @param mixture (C, L), each channel by itself
     * @return (C, L)
     */
    float[][] difference(float[][] mixture, Gains gains) {
        int channels = mixture.length;
        int samples = mixture[0].length;
        try (NDManager scratch = manager.newSubManager()) {
            NDArray input = scratch.create(mixture).reshape(channels, 1, samples);
            NDArray ratios = scratch.create(gains.toArray())
                    .reshape(1, gains.ratios().size())
                    .repeat(0, channels);
            float[] flat =
                    program.call(new NDList(input, ratios)).singletonOrThrow().toFloatArray();
            float[][] difference = new float[channels][samples];
            for (int c = 0; c < channels; c++) {
                System.arraycopy(flat, c * samples, difference[c], 0, samples);
            }
            return difference;
        }
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
