package dev.fader.trainer.remix;

import dev.fader.trainer.audio.Resampler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Remixes a stream of any rate and channel count, block by block: output = input + resampled(remix − input). Only the
 * difference passes the network and the resamplers, so gains of 0 dB return the input, sample for sample, whatever its
 * rate. Not safe for threads.
 */
public final class RemixStream implements AutoCloseable {

    private final Resampler.Sink sink;
    private final PlanarBuffer waiting;
    private final ChunkedDifference difference;
    private final @Nullable Resampler toNetwork;
    private final @Nullable Resampler fromNetwork;
    private final float[][] block;

    /** @param sink takes the remix; the array is reused after it returns */
    public RemixStream(
            DifferenceNetwork network,
            Gains gains,
            ChunkPlan plan,
            int channels,
            int sampleRateHz,
            Resampler.Sink sink) {
        boolean sameRate = sampleRateHz == network.sampleRateHz();
        this.sink = sink;
        this.waiting = new PlanarBuffer(channels);
        this.difference = new ChunkedDifference(network, gains, plan, channels);
        this.toNetwork = sameRate ? null : new Resampler(sampleRateHz, network.sampleRateHz(), channels);
        this.fromNetwork = sameRate ? null : new Resampler(network.sampleRateHz(), sampleRateHz, channels);
        this.block = new float[channels][plan.length()];
    }

    /** Takes input; remixed frames follow it at a distance of about one chunk. */
    public void push(float[][] planar, int offset, int count) throws IOException {
        waiting.append(planar, offset, count);
        if (toNetwork == null) {
            difference.push(planar, offset, count);
        } else {
            toNetwork.push(planar, offset, count, difference::push);
        }
        drain();
    }

    /** Ends the input and gives the rest of the remix, so that as many frames came out as went in. */
    public void finish() throws IOException {
        if (toNetwork != null) {
            toNetwork.finish(difference::push);
        }
        difference.finish();
        drain();
        if (fromNetwork != null) {
            fromNetwork.finish(this::add);
        }
        while (waiting.size() > 0) {
            // rounding there and back may leave the difference a frame short
            int rest = Math.min(waiting.size(), block[0].length);
            add(new float[block.length][rest], 0, rest);
        }
    }

    private void drain() throws IOException {
        PlanarBuffer ready = difference.output();
        while (ready.size() > 0) {
            int count = Math.min(ready.size(), block[0].length);
            float[][] part = new float[block.length][count];
            ready.peek(part, 0, count);
            ready.drop(count);
            if (fromNetwork == null) {
                add(part, 0, count);
            } else {
                fromNetwork.push(part, 0, count, this::add);
            }
        }
    }

    private void add(float[][] change, int offset, int count) throws IOException {
        for (int done = 0; done < count && waiting.size() > 0; ) {
            int some = Math.min(Math.min(count - done, waiting.size()), block[0].length);
            waiting.peek(block, 0, some);
            waiting.drop(some);
            for (int c = 0; c < block.length; c++) {
                for (int i = 0; i < some; i++) {
                    block[c][i] += change[c][offset + done + i];
                }
            }
            sink.accept(block, 0, some);
            done += some;
        }
    }

    /** Remixes a signal that lies in memory. @param input (C, L) at the given rate */
    public static float[][] remixAll(DifferenceNetwork network, Gains gains, float[][] input, int sampleRateHz)
            throws IOException {
        ChunkPlan plan = ChunkPlan.forRate(network.sampleRateHz());
        float[][] output = new float[input.length][input[0].length];
        int[] filled = {0};
        try (RemixStream stream =
                new RemixStream(network, gains, plan, input.length, sampleRateHz, (planar, from, n) -> {
                    for (int c = 0; c < output.length; c++) {
                        System.arraycopy(planar[c], from, output[c], filled[0], n);
                    }
                    filled[0] += n;
                })) {
            stream.push(input, 0, input[0].length);
            stream.finish();
        }
        return output;
    }

    @Override
    public void close() {
        if (toNetwork != null) {
            toNetwork.close();
        }
        if (fromNetwork != null) {
            fromNetwork.close();
        }
    }
}
