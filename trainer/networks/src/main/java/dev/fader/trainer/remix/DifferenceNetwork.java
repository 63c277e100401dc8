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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A separator as what it adds to a mixture to blend it anew. It works on a thread of its own, on one mixture after the
 * other, so that whoever submits them can prepare the next and use the last meanwhile. A call that does not return is told
 * apart, for a separator may be anybody's. Safe for several threads.
 */
public final class DifferenceNetwork implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Separator separator;
    private final SubsonicFilter filter;
    private final Duration patience;
    private final LongAdder busyNanos = new LongAdder();
    /** Of the call that runs, by the monotonic clock. */
    private final AtomicReference<@Nullable Long> began = new AtomicReference<>();

    private volatile boolean stalled;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("network").daemon().factory());

    private DifferenceNetwork(Separator separator, Duration patience) {
        this.separator = separator;
        this.patience = patience;
        this.filter = new SubsonicFilter(separator.sampleRateHz());
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
        return new DifferenceNetwork(separator, patience);
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

    /** Wall time spent in calls so far, in seconds. */
    public double busySeconds() {
        return busyNanos.sum() / 1e9;
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
        Future<float[]> combined = thread.submit(() -> {
            long from = System.nanoTime();
            began.set(from);
            try {
                return separator.combine(new Separator.Part(start, heard, whole), rows);
            } finally {
                began.set(null);
                busyNanos.add(System.nanoTime() - from);
            }
        });
        return new Submitted(mixture, heard, common, combined, this::checkStall);
    }

    private void checkStall() {
        Long since = began.get();
        if (since != null && System.nanoTime() - since > patience.toNanos()) {
            stalled = true;
            throw new StalledException(
                    "a call of the network has not returned for %d seconds".formatted(patience.toSeconds()));
        }
    }

    /** Whether a call was given up, in which its thread still is: this network answers nobody any more. */
    public boolean isStalled() {
        return stalled;
    }

    @Override
    public void close() {
        if (stalled) {
            // what a native call uses cannot be taken from under it
            thread.shutdownNow();
            return;
        }
        thread.close();
        separator.close();
    }
}
