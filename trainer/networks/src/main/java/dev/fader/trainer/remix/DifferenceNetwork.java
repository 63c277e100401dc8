package dev.fader.trainer.remix;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.audio.SubsonicFilter;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * A trained network on a device, as what it adds to a mixture to remix it. It works on a thread of its own, on one
 * mixture after the other, so that whoever submits them can prepare the next and use the last meanwhile. Safe for several
 * threads.
 */
public final class DifferenceNetwork implements AutoCloseable {

    private final ModelFile model;
    private final Device device;
    private final NDManager manager;
    private final TorchProgram program;
    private final SubsonicFilter filter;
    /** Used on the network's thread alone. */
    private final Staging staging = new Staging();

    private final LongAdder busyNanos = new LongAdder();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("network").daemon().factory());

    private DifferenceNetwork(ModelFile model, Device device) {
        this.model = model;
        this.device = device;
        this.manager = Torch.manager(device);
        this.filter = new SubsonicFilter(model.sampleRateHz());
        this.program = TorchProgram.load(
                NetworkPrograms.combinations(model.network(), Parameters.NAMED), model.weights(), device);
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

    /** How a long signal is cut for this network. */
    public ChunkPlan chunkPlan() {
        int context = model.network().contextSamples(sampleRateHz());
        int window = model.network().windowSamples();
        return window > 0 ? ChunkPlan.ofWindows(window, context) : ChunkPlan.of(sampleRateHz(), context);
    }

    public String deviceName() {
        return device.toString();
    }

    /** Wall time spent in calls so far, in seconds. */
    public double busySeconds() {
        return busyNanos.sum() / 1e9;
    }

    /**
     * What the network makes of a mixture.
     *
     * @param ofVariants (V, C, L): for each variant {@code Σ(γ_k − 1)·ŝ'_k}, with estimates ŝ' that sum to the mixture
     * @param residual (C, L): what the estimates ŝ leave of what the network hears
     */
    record Differences(float[][][] ofVariants, float[][] residual) {}

    /**
     * A mixture that waits for the network or is with it.
     *
     * @param mixture (C, L)
     * @param heard the mixture as the network hears it, (C, L)
     * @param common for each variant the mean over the sources of γ_k − 1
     */
    record Submitted(float[][] mixture, float[][] heard, float[] common, Future<float[]> combined) {

        /** Waits for the network; what broke it is thrown here. */
        Differences await() {
            float[] flat = uninterrupted(combined);
            int rows = common.length + 1;
            int samples = mixture[0].length;
            float[][][] parts = new float[rows][mixture.length][samples];
            for (int c = 0; c < mixture.length; c++) {
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(flat, (c * rows + r) * samples, parts[r][c], 0, samples);
                    boolean residual = r == rows - 1;
                    // an equal share of what the estimates leave of the mixture to every source
                    for (int i = 0; i < samples; i++) {
                        parts[r][c][i] =
                                residual ? heard[c][i] - parts[r][c][i] : parts[r][c][i] + common[r] * mixture[c][i];
                    }
                }
            }
            return new Differences(Arrays.copyOf(parts, rows - 1), parts[rows - 1]);
        }

        /** A native call cannot be interrupted, and lasts a second at most. */
        private static float[] uninterrupted(Future<float[]> combined) {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return combined.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } catch (ExecutionException e) {
                throw OtherThread.broke(e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * Submits a mixture for one separation, whatever the number of variants. The network hears it without what lies below
     * hearing, which is nobody's and of which each source gets an equal share.
     *
     * @param mixture (C, L), each channel by itself; not to be changed any more
     */
    Submitted submit(float[][] mixture, List<Gains> variants) {
        float[][] heard = Arrays.stream(mixture).map(filter::apply).toArray(float[][]::new);
        int sources = model.sources().size();
        float[][] weights = new float[variants.size() + 1][sources];
        float[] common = new float[variants.size()];
        for (int v = 0; v < variants.size(); v++) {
            float[] ratios = variants.get(v).toArray();
            for (float ratio : ratios) {
                common[v] += (ratio - 1) / sources;
            }
            for (int k = 0; k < sources; k++) {
                weights[v][k] = ratios[k] - 1 - common[v];
            }
        }
        Arrays.fill(weights[variants.size()], 1);
        return new Submitted(
                mixture,
                heard,
                common,
                thread.submit(() ->
                        model.network().seesGains() ? combineEach(heard, weights, variants) : combine(heard, weights)));
    }

    /** A network that sees the gains has another separation for each variant; the residual is the last one's. */
    private float[] combineEach(float[][] mixture, float[][] weights, List<Gains> variants) {
        int rows = weights.length;
        int samples = mixture[0].length;
        float[] all = new float[mixture.length * rows * samples];
        for (int v = 0; v < variants.size(); v++) {
            float[][] ofVariant = {weights[v], weights[rows - 1]};
            float[] combined = combine(mixture, ofVariant, variants.get(v).toArray());
            for (int c = 0; c < mixture.length; c++) {
                System.arraycopy(combined, 2 * c * samples, all, (c * rows + v) * samples, samples);
                System.arraycopy(combined, (2 * c + 1) * samples, all, (c * rows + rows - 1) * samples, samples);
            }
        }
        return all;
    }

    /**
     * One channel after the other, so that memory does not grow with their number.
     *
     * @param gains amplitude ratios, an input of a conditioned network
     * @return (C, R, L), flat
     */
    private float[] combine(float[][] mixture, float[][] weights, float[]... gains) {
        long start = System.nanoTime();
        int size = weights.length * mixture[0].length;
        float[] all = new float[mixture.length * size];
        for (int c = 0; c < mixture.length; c++) {
            if (silent(mixture[c])) {
                // there is nothing in it to move, and the offsets inside a network would be heard
                continue;
            }
            float[] channel = mixture[c].clone();
            float scale = model.network().scalesWithInput() ? PowerOfTwo.raisingToOne(channel) : 1;
            PowerOfTwo.multiply(channel, scale);
            try (NDManager scratch = manager.newSubManager()) {
                NDArray input = staging.stage(scratch, channel).reshape(1, 1, channel.length);
                Map<String, NDArray> inputs = new HashMap<>();
                inputs.put(NetworkPrograms.MIXTURE, input);
                inputs.put(NetworkPrograms.WEIGHTS, scratch.create(weights));
                if (gains.length > 0) {
                    inputs.put(NetworkPrograms.GAINS, scratch.create(gains));
                }
                float[] combined =
                        program.call(inputs).get(NetworkPrograms.COMBINED).toFloatArray();
                PowerOfTwo.multiply(combined, 1 / scale);
                System.arraycopy(combined, 0, all, c * size, size);
            }
        }
        busyNanos.add(System.nanoTime() - start);
        return all;
    }

    private static boolean silent(float[] channel) {
        for (float sample : channel) {
            if (sample != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        thread.close();
        program.close();
        manager.close();
    }
}
