package dev.fader.trainer.separation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Staging;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A network of ours on a device. Channels go through it one after the other, so that memory does not grow with their number. */
public final class TrainedNetwork implements Separator {

    private final ModelFile model;
    private final Device device;
    private final NDManager manager;
    private final TorchProgram program;
    private final Staging staging = new Staging();

    private TrainedNetwork(ModelFile model, Device device) {
        this.model = model;
        this.device = device;
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(
                NetworkPrograms.combinations(model.network(), Parameters.NAMED), model.weights(), device);
    }

    public static TrainedNetwork load(ModelFile model, Device device) {
        return new TrainedNetwork(model, device);
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
    public ChunkPlan chunkPlan() {
        int context = model.network().contextSamples(sampleRateHz());
        int window = model.network().windowSamples();
        return window > 0 ? ChunkPlan.ofWindows(window, context) : ChunkPlan.of(sampleRateHz(), context);
    }

    @Override
    public String deviceName() {
        return device.toString();
    }

    /** It runs at many times real time, and weighs sources before they become waveforms. */
    @Override
    public boolean isWorthKeeping() {
        return false;
    }

    @Override
    public float[] combine(Part part, List<Row> rows) {
        int samples = part.samples();
        float[] all = new float[part.channels() * rows.size() * samples];
        if (!model.network().seesGains()) {
            combine(part, rows, 0, all, rows.size());
            return all;
        }
        // one that sees the gains has another separation for each of them
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (to < rows.size()
                    && Arrays.equals(rows.get(to).gains(), rows.get(from).gains())) {
                to++;
            }
            combine(part, rows.subList(from, to), from, all, rows.size());
            from = to;
        }
        return all;
    }

    /** @param first number of the first of these rows in what is filled, (C, {@code ofRows}, L) */
    private void combine(Part part, List<Row> rows, int first, float[] all, int ofRows) {
        float[][] weights = rows.stream().map(Row::weights).toArray(float[][]::new);
        int samples = part.samples();
        for (int c = 0; c < part.channels(); c++) {
            if (part.isSilent(c)) {
                // the offsets inside a network would be heard
                continue;
            }
            float[] channel = part.mixture()[c].clone();
            float scale = model.network().scalesWithInput() ? PowerOfTwo.raisingToOne(channel) : 1;
            PowerOfTwo.multiply(channel, scale);
            try (NDManager scratch = manager.newSubManager()) {
                NDArray input = staging.stage(scratch, channel).reshape(1, 1, samples);
                Map<String, NDArray> inputs = new HashMap<>();
                inputs.put(NetworkPrograms.MIXTURE, input);
                inputs.put(NetworkPrograms.WEIGHTS, scratch.create(weights));
                if (model.network().seesGains()) {
                    inputs.put(
                            NetworkPrograms.GAINS,
                            scratch.create(new float[][] {rows.getFirst().gains()}));
                }
                float[] combined =
                        program.call(inputs).get(NetworkPrograms.COMBINED).toFloatArray();
                PowerOfTwo.multiply(combined, 1 / scale);
                System.arraycopy(combined, 0, all, (c * ofRows + first) * samples, combined.length);
            }
        }
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
