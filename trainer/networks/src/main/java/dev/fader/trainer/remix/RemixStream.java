package dev.fader.trainer.remix;

import dev.fader.trainer.audio.Resampler;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.SignalLevel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blends a stream of any rate and channel count anew, block by block and in one or several ways: output = a·input +
 * resampled(difference). Only the difference passes the network and the resamplers, so gains of 0 dB return the
 * input, sample for sample, whatever its rate. Not safe for threads.
 */
public final class RemixStream implements AutoCloseable {

    private final Sink sink;
    private final List<Blend> blends;
    private final int channels;
    private final PlanarBuffer waiting;
    private final ChunkedDifference difference;
    private final @Nullable Resampler toNetwork;
    private final List<Resampler> fromNetwork = new ArrayList<>();
    private final List<PlanarBuffer> changes = new ArrayList<>();

    /** Takes the outputs. */
    @FunctionalInterface
    public interface Sink {

        /** @param planar reused after this returns */
        void accept(int blend, double[][] planar, int offset, int count) throws IOException;
    }

    /** @param whole the level of the whole input, for a network that {@linkplain DifferenceNetwork#hearsLevel hears} it */
    public RemixStream(
            DifferenceNetwork network,
            List<Blend> blends,
            ChunkPlan plan,
            int channels,
            int sampleRateHz,
            @Nullable SignalLevel whole,
            Sink sink) {
        boolean sameRate = sampleRateHz == network.sampleRateHz();
        this.sink = sink;
        this.blends = blends;
        this.channels = channels;
        this.waiting = new PlanarBuffer(channels);
        this.difference = new ChunkedDifference(network, blends, plan, channels, whole);
        this.toNetwork = sameRate ? null : new Resampler(sampleRateHz, network.sampleRateHz(), channels);
        for (int v = 0; v < blends.size(); v++) {
            changes.add(new PlanarBuffer(channels));
            if (!sameRate) {
                fromNetwork.add(new Resampler(network.sampleRateHz(), sampleRateHz, channels));
            }
        }
    }

    /** Takes input; blended frames follow it at a distance of about two chunks. */
    public void push(double[][] planar, int offset, int count) throws IOException {
        waiting.append(planar, offset, count);
        if (toNetwork == null) {
            difference.push(planar, offset, count);
        } else {
            toNetwork.push(planar, offset, count, difference::push);
        }
        collectChanges();
        giveOut(changes.getFirst().size());
    }

    /** Ends the input and gives the rest of the outputs, so that as many frames came out as went in. */
    public void finish() throws IOException {
        if (toNetwork != null) {
            toNetwork.finish(difference::push);
        }
        difference.finish();
        collectChanges();
        for (int v = 0; v < fromNetwork.size(); v++) {
            fromNetwork.get(v).finish(changes.get(v)::append);
        }
        // rounding there and back may leave the difference a frame short
        int missing = Math.max(0, waiting.size() - changes.getFirst().size());
        changes.forEach(change -> change.appendZeros(missing));
        giveOut(waiting.size());
    }

    /** Worst seam of a blend in dB, or NaN. */
    double worstSeamDb(int blend) {
        return difference.worstSeamDb(blend);
    }

    /** What the network could not explain, in dB, or NaN. */
    double residualDb() {
        return difference.residualDb();
    }

    private void collectChanges() throws IOException {
        for (int v = 0; v < changes.size(); v++) {
            PlanarBuffer ready = difference.output(v);
            int count = ready.size();
            if (count == 0) {
                continue;
            }
            double[][] part = new double[channels][count];
            ready.peek(part, 0, count);
            ready.drop(count);
            if (fromNetwork.isEmpty()) {
                changes.get(v).append(part, 0, count);
            } else {
                fromNetwork.get(v).push(part, 0, count, changes.get(v)::append);
            }
        }
    }

    private void giveOut(int ready) throws IOException {
        int count = Math.min(ready, waiting.size());
        if (count == 0) {
            return;
        }
        double[][] input = new double[channels][count];
        double[][] output = new double[channels][count];
        waiting.peek(input, 0, count);
        waiting.drop(count);
        for (int v = 0; v < changes.size(); v++) {
            changes.get(v).peek(output, 0, count);
            changes.get(v).drop(count);
            double share = blends.get(v).ofInput();
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < count; i++) {
                    output[c][i] += share * input[c][i];
                }
            }
            sink.accept(v, output, 0, count);
        }
    }

    /** Remixes a signal that lies in memory. @param input (C, L) at the given rate */
    public static float[][] remixAll(DifferenceNetwork network, Gains gains, float[][] input, int sampleRateHz)
            throws IOException {
        return remixEach(network, List.of(gains), input, sampleRateHz).getFirst();
    }

    /** The same into several variants, for one separation. @return a remix for each, (C, L) */
    public static List<float[][]> remixEach(
            DifferenceNetwork network, List<Gains> variants, float[][] input, int sampleRateHz) throws IOException {
        SignalLevel whole = network.hearsLevel() ? SignalLevel.of(input) : null;
        return blendAll(network, variants.stream().map(Blend::remix).toList(), input, sampleRateHz, whole);
    }

    /**
     * Blends a signal that lies in memory.
     *
     * @param whole the level of the whole signal, of which this may be a part; null where it is not known
     * @return an output for each blend, (C, L)
     */
    public static List<float[][]> blendAll(
            DifferenceNetwork network,
            List<Blend> blends,
            float[][] input,
            int sampleRateHz,
            @Nullable SignalLevel whole)
            throws IOException {
        PlanarBuffer signal = new PlanarBuffer(input.length);
        List<PlanarBuffer> outputs =
                blends.stream().map(blend -> new PlanarBuffer(input.length)).toList();
        int samples = input[0].length;
        signal.append(input, 0, samples);
        double[][] exact = new double[input.length][samples];
        signal.peek(exact, 0, samples);
        try (RemixStream stream = new RemixStream(
                network,
                blends,
                network.chunkPlan(),
                input.length,
                sampleRateHz,
                whole,
                (blend, planar, from, n) -> outputs.get(blend).append(planar, from, n))) {
            stream.push(exact, 0, samples);
            stream.finish();
        }
        return outputs.stream().map(output -> output.peekFloats(0, samples)).toList();
    }

    @Override
    public void close() {
        if (toNetwork != null) {
            toNetwork.close();
        }
        fromNetwork.forEach(Resampler::close);
    }
}
