package dev.fader.trainer.remix;

import dev.fader.trainer.audio.SubsonicFilter;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.KeptStems;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.SignalLevel;
import dev.fader.trainer.separation.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A separator as what it adds to a mixture to blend it anew. It works on a thread of its own, so that whoever submits
 * mixtures can prepare the next and use the last meanwhile, and mixtures of several go through it together. A call that does
 * not return is told apart, for a separator may be anybody's. Safe for several threads.
 */
public final class DifferenceNetwork implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Separator separator;
    private final SubsonicFilter filter;
    private final NetworkThread thread;
    private final boolean shared;
    private final boolean urgent;

    private DifferenceNetwork(
            Separator separator, SubsonicFilter filter, NetworkThread thread, boolean shared, boolean urgent) {
        this.separator = separator;
        this.filter = filter;
        this.thread = thread;
        this.shared = shared;
        this.urgent = urgent;
    }

    public static DifferenceNetwork load(ModelFile model, Device device) {
        return of(TrainedNetwork.load(model, device));
    }

    /** @param separator closed with this */
    public static DifferenceNetwork of(Separator separator) {
        return of(separator, FOR_EVER);
    }

    /**
     * One that is not waited for without end.
     *
     * @param separator closed with this, unless it is in a call that never returned
     * @param patience how long a call may take, before whoever waits for it gets a {@link StalledException}
     */
    public static DifferenceNetwork of(Separator separator, Duration patience) {
        return new DifferenceNetwork(
                separator,
                new SubsonicFilter(separator.sampleRateHz()),
                new NetworkThread(separator, patience),
                separator.channelsAtOnce() > 1,
                false);
    }

    /** The same network for somebody who waits: what is submitted here goes first. Closed with the other. */
    public DifferenceNetwork urgent() {
        return new DifferenceNetwork(separator, filter, thread, shared, true);
    }

    public int sampleRateHz() {
        return separator.sampleRateHz();
    }

    public List<String> sources() {
        return separator.sources();
    }

    /** How a long signal is cut for this network. */
    public ChunkPlan chunkPlan() {
        return separator.chunkPlan();
    }

    /** @see Separator#isWorthKeeping */
    public boolean isWorthKeeping() {
        return separator.isWorthKeeping();
    }

    /** @see Separator#hearsLevel */
    public boolean hearsLevel() {
        return separator.hearsLevel();
    }

    double seamDb() {
        return separator.seamDb();
    }

    /** What a file of its estimates, as {@link StemKeeping} makes it, is opened as, in its stead. */
    public DifferenceNetwork kept(Path stems) throws IOException {
        return of(KeptStems.open(stems, sources(), sampleRateHz(), deviceName()));
    }

    public String deviceName() {
        return separator.deviceName();
    }

    /** @see Separator#channelsAtOnce */
    public int channelsAtOnce() {
        return separator.channelsAtOnce();
    }

    /** Whether it gains by several files that are remixed at the same time. */
    public boolean isShared() {
        return shared;
    }

    /** What the network has done so far. */
    public NetworkUse use() {
        return thread.use();
    }

    /**
     * What the network makes of a mixture.
     *
     * @param ofBlends (V, C, L): for each blend {@code Σ u_k·ŝ_k}
     * @param residual (C, L): what the estimates ŝ leave of what the network hears
     */
    record Differences(float[][][] ofBlends, float[][] residual) {}

    /**
     * A mixture that waits for the network or is with it.
     *
     * @param mixture (C, L)
     * @param heard the mixture as the network hears it, (C, L)
     * @param common for each blend the share of the mixture that makes its estimates consistent: the mean of its u_k, or 0
     * @param stillRuns throws what tells that the network will not come to an end
     */
    record Submitted(float[][] mixture, float[][] heard, float[] common, Future<float[]> combined, Runnable stillRuns) {

        /** Waits for the network; what broke it is thrown here. */
        Differences await() {
            float[] flat = uninterrupted();
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

        /** A native call cannot be interrupted. */
        private float[] uninterrupted() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return combined.get(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        stillRuns.run();
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
     * Submits a mixture for one separation, whatever the number of blends. The separator hears it without what lies below
     * hearing, which is nobody's and of which each source gets an equal share.
     *
     * @param start number of the first sample in its signal
     * @param mixture (C, L); not to be changed any more
     * @param whole the level of the whole signal, if it is known
     */
    Submitted submit(long start, float[][] mixture, @Nullable SignalLevel whole, List<Blend> blends) {
        float[][] heard = Arrays.stream(mixture).map(filter::apply).toArray(float[][]::new);
        List<Separator.Row> rows = new ArrayList<>();
        float[] common = new float[blends.size()];
        for (int v = 0; v < common.length; v++) {
            Blend blend = blends.get(v);
            float[] weights = Blend.floats(blend.ofSources());
            if (blend.consistent()) {
                for (float weight : weights) {
                    common[v] += weight / weights.length;
                }
                for (int k = 0; k < weights.length; k++) {
                    weights[k] -= common[v];
                }
            }
            rows.add(new Separator.Row(weights, Blend.floats(blend.gains())));
        }
        float[] ones = Blend.floats(Collections.nCopies(sources().size(), 1.0));
        // the residual is what the estimates for the last blend leave
        rows.add(new Separator.Row(ones, rows.getLast().gains()));
        Separator.Request request = new Separator.Request(new Separator.Part(start, heard, whole), rows);
        return new Submitted(mixture, heard, common, thread.submit(request, urgent), thread::checkStall);
    }

    /** Whether a call was given up, in which its thread still is: this network answers nobody any more. */
    public boolean isStalled() {
        return thread.isStalled();
    }

    @Override
    public void close() {
        thread.close();
        if (!thread.isStalled()) {
            // what a native call uses cannot be taken from under it
            separator.close();
        }
    }
}
