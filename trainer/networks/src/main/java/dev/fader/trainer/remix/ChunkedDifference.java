package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.SignalLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network's differences over a signal that is pushed in blocks, at the network's rate: one for each blend, for
 * one separation. While the network has a chunk, the one before it is faded and given out. Memory is two chunks, however
 * long the signal. What comes out is as long as what went in.
 */
final class ChunkedDifference {

    private final DifferenceNetwork network;
    private final List<Blend> blends;
    private final ChunkPlan plan;
    private final @Nullable SignalLevel whole;
    private final PlanarBuffer input;
    private final List<PlanarBuffer> outputs = new ArrayList<>();
    private final SeamMeter seams;
    private final float[][][] tails;
    private long pushed;
    /** Frames that the network has been given. */
    private long submitted;

    private @Nullable Chunk last;
    /** Frames in front of the next chunk, kept so that the last one can reach back. */
    private int history;

    private double mixtureEnergy;
    private double residualEnergy;

    /**
     * A chunk that the network has.
     *
     * @param first whether nothing is before it
     * @param begin where its result begins to count
     * @param wanted for how many frames it counts
     */
    private record Chunk(DifferenceNetwork.Submitted submitted, boolean first, int begin, int wanted) {}

    /** @param whole the level of the whole signal, if it is known */
    ChunkedDifference(
            DifferenceNetwork network, List<Blend> blends, ChunkPlan plan, int channels, @Nullable SignalLevel whole) {
        this.whole = whole;
        this.network = network;
        this.blends = blends;
        this.plan = plan;
        this.input = new PlanarBuffer(channels);
        blends.forEach(blend -> outputs.add(new PlanarBuffer(channels)));
        this.seams = new SeamMeter(blends.size());
        this.tails = new float[blends.size()][channels][plan.fade()];
        input.appendZeros(plan.context());
    }

    /** A blend's frames of difference that are ready; all blends have as many. */
    PlanarBuffer output(int blend) {
        return outputs.get(blend);
    }

    /** Where chunks meet, of a blend, or of what its estimates were made from before, in dB; NaN without a seam. */
    double worstSeamDb(int blend) {
        double before = network.seamDb();
        return Double.isNaN(before) ? seams.worstDb(blend) : before;
    }

    /** What the network could not explain, relative to the signal, in dB; NaN for silence. */
    double residualDb() {
        return Decibels.ofPower(residualEnergy / mixtureEnergy);
    }

    void push(double[][] planar, int offset, int count) {
        input.append(planar, offset, count);
        pushed += count;
        while (input.size() - history >= plan.length()) {
            submit(input.peekFloats(history, plan.length()), plan.context(), plan.hop());
            int kept = Math.min(history + plan.hop(), plan.length());
            input.drop(history + plan.hop() - kept);
            history = kept;
        }
    }

    /**
     * Ends the signal. The last chunk is as long as the others, if it can be, by reaching back: much silence in a chunk
     * would be another normalisation.
     */
    void finish() {
        int remaining = Math.toIntExact(pushed - submitted);
        if (remaining > 0) {
            input.appendZeros(plan.context());
            int length = input.size() - history;
            int back = Math.clamp(plan.length() - length, 0, history);
            submit(input.peekFloats(history - back, back + length), back + plan.context(), remaining);
        }
        if (last != null) {
            give(last);
            last = null;
        }
    }

    private void submit(float[][] chunk, int begin, int wanted) {
        Chunk before = last;
        last = new Chunk(network.submit(submitted - begin, chunk, whole, blends), submitted == 0, begin, wanted);
        submitted += wanted;
        if (before != null) {
            give(before);
        }
    }

    private void give(Chunk chunk) {
        float[][] mixture = chunk.submitted().mixture();
        DifferenceNetwork.Differences differences = chunk.submitted().await();
        int begin = chunk.begin();
        int wanted = chunk.wanted();
        measureResidual(mixture, differences.residual(), begin, wanted);
        for (int v = 0; v < tails.length; v++) {
            float[][] difference = differences.ofBlends()[v];
            if (!chunk.first()) {
                int fade = Math.min(plan.fade(), wanted);
                seams.add(v, mixture, tails[v], difference, begin, fade);
                crossFade(tails[v], difference, begin, fade);
            }
            int end = begin + wanted;
            for (int c = 0; c < difference.length; c++) {
                // nothing follows the last chunk, so it may have no tail
                int tail = Math.min(plan.fade(), difference[c].length - end);
                System.arraycopy(difference[c], end, tails[v][c], 0, tail);
            }
            outputs.get(v).append(difference, begin, wanted);
        }
    }

    private void measureResidual(float[][] chunk, float[][] residual, int begin, int wanted) {
        for (int c = 0; c < residual.length; c++) {
            for (int i = begin; i < begin + wanted; i++) {
                mixtureEnergy += (double) chunk[c][i] * chunk[c][i];
                residualEnergy += (double) residual[c][i] * residual[c][i];
            }
        }
    }

    /** Blends the previous chunk's end into this chunk's beginning, linearly: the two estimate the same signal. */
    private void crossFade(float[][] before, float[][] difference, int begin, int fade) {
        for (int c = 0; c < before.length; c++) {
            for (int i = 0; i < fade; i++) {
                float weight = (i + 0.5f) / plan.fade();
                int at = begin + i;
                difference[c][at] = weight * difference[c][at] + (1 - weight) * before[c][i];
            }
        }
    }
}
