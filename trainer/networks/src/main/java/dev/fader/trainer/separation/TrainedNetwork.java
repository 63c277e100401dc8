package dev.fader.trainer.separation;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.combinations.Combinations;
import dev.fader.trainer.combinations.FailedProofException;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.MemoryShortage;
import dev.fader.trainer.engine.Staging;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.kernels.NoKernelsException;
import dev.fader.trainer.network.NetworkPrograms;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of ours on a device. So many channels go through it at once, of whatever signals; a call is always as wide,
 * so that what becomes of a channel does not depend on its neighbours or their number. Where memory runs out, calls become
 * half as wide, for good.
 */
public final class TrainedNetwork implements Separator {

    private static final System.Logger LOG = System.getLogger(TrainedNetwork.class.getName());

    private final ModelFile model;
    private final Device device;
    private final NDManager manager;
    private final Combinations combinations;
    private final Staging staging = new Staging();
    private volatile int channelsAtOnce;

    TrainedNetwork(ModelFile model, Device device, int channelsAtOnce, Combinations combinations) {
        this.model = model;
        this.device = device;
        this.channelsAtOnce = channelsAtOnce;
        this.manager = Torch.manager(device);
        this.combinations = combinations;
    }

    /** @throws IllegalArgumentException naming what of the environment is no form or precision: loading would tell it later */
    public static void requireSettings(Map<String, String> environment) {
        TargetChoice unused = TargetChoice.of(environment);
    }

    /** One that takes a channel at a time, so that memory does not grow with their number. */
    public static TrainedNetwork load(ModelFile model, Device device) {
        return load(model, device, 1);
    }

    /** @param channelsAtOnce of one call */
    public static TrainedNetwork load(ModelFile model, Device device, int channelsAtOnce) {
        Target target = TargetChoice.of(System.getenv()).of(model, device);
        return new TrainedNetwork(model, device, channelsAtOnce, combinations(model, device, target));
    }

    /** In the form that is wished for, or in the one that comes closest to kernels that there are not. */
    static Combinations combinations(ModelFile model, Device device, Target target) {
        try {
            Combinations loaded = Combinations.loadProven(model.network(), model.weights(), target, device);
            LOG.log(Level.INFO, "the network runs on {0} in the form {1}", device, target);
            return loaded;
        } catch (NoKernelsException e) {
            return instead(model, device, target, target.precision(), e);
        } catch (FailedProofException e) {
            // a program in halves would have the same weights in them, and nothing to prove it
            return instead(model, device, target, Precision.FP32, e);
        }
    }

    private static Combinations instead(
            ModelFile model, Device device, Target wished, Precision precision, RuntimeException why) {
        Target instead = new Target(Form.GPU_FOLDED, precision);
        LOG.log(
                Level.WARNING,
                "the network runs on {0} in the form {1}, not {2}: {3}",
                device,
                instead,
                wished,
                why.getMessage());
        return Combinations.load(model.network(), model.weights(), instead, device);
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
        return chunkPlan(model);
    }

    static ChunkPlan chunkPlan(ModelFile model) {
        int context = model.network().contextSamples(model.sampleRateHz());
        int window = model.network().windowSamples();
        return window > 0 ? ChunkPlan.ofWindows(window, context) : ChunkPlan.of(model.sampleRateHz(), context);
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
    public int channelsAtOnce() {
        return channelsAtOnce;
    }

    @Override
    public float[] combine(Part part, List<Row> rows) {
        return combine(List.of(new Request(part, rows))).getFirst();
    }

    @Override
    public List<float[]> combine(List<Request> requests) {
        List<float[]> sums = new ArrayList<>();
        List<ChannelPass> waiting = new ArrayList<>();
        for (Request request : requests) {
            float[] into = new float
                    [request.part().channels()
                            * request.rows().size()
                            * request.part().samples()];
            waiting.addAll(ChannelPass.of(request, model.network().seesGains(), into));
            sums.add(into);
        }
        while (!waiting.isEmpty()) {
            List<ChannelPass> batch = ChannelPass.alike(waiting, channelsAtOnce);
            if (ran(batch)) {
                waiting.removeAll(batch);
            }
        }
        return sums;
    }

    /** @return false if memory ran out, and there will be fewer channels at once */
    private boolean ran(List<ChannelPass> batch) {
        try {
            run(batch);
            return true;
        } catch (EngineException e) {
            int wide = channelsAtOnce;
            if (!MemoryShortage.is(e) || wide == 1) {
                throw e;
            }
            channelsAtOnce = wide / 2;
            LOG.log(
                    Level.WARNING,
                    "no memory for {0} channels at once on {1}: from now on {2}",
                    wide,
                    device,
                    wide / 2);
            return false;
        }
    }

    private void run(List<ChannelPass> batch) {
        int wide = channelsAtOnce;
        int samples = batch.getFirst().samples();
        int rows = batch.getFirst().rows().size();
        int sources = sources().size();
        List<float[]> mixtures = new ArrayList<>();
        float[] weights = new float[wide * rows * sources];
        float[] gains = new float[wide * sources];
        float[] scales = new float[wide];
        for (int b = 0; b < wide; b++) {
            // the rest of a call that is not full is of no interest
            ChannelPass pass = batch.get(Math.min(b, batch.size() - 1));
            float[] channel = pass.mixture().clone();
            scales[b] = model.network().scalesWithInput() ? PowerOfTwo.raisingToOne(channel) : 1;
            PowerOfTwo.multiply(channel, scales[b]);
            mixtures.add(channel);
            for (int r = 0; r < rows; r++) {
                System.arraycopy(pass.rows().get(r).weights(), 0, weights, (b * rows + r) * sources, sources);
            }
            System.arraycopy(pass.rows().getFirst().gains(), 0, gains, b * sources, sources);
        }
        try (NDManager scratch = manager.newSubManager()) {
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put(NetworkPrograms.MIXTURE, staging.stage(scratch, mixtures).reshape(wide, 1, samples));
            inputs.put(NetworkPrograms.WEIGHTS, scratch.create(weights, new Shape(wide, rows, sources)));
            if (model.network().seesGains()) {
                inputs.put(NetworkPrograms.GAINS, scratch.create(gains, new Shape(wide, sources)));
            }
            float[] combined = combinations.of(inputs).toFloatArray();
            for (int b = 0; b < batch.size(); b++) {
                batch.get(b).fill(combined, b * rows * samples, 1 / scales[b]);
            }
        }
    }

    @Override
    public void close() {
        combinations.close();
        manager.close();
    }
}
