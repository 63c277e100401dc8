package dev.fader.trainer.remix;

import java.util.ArrayList;
import java.util.List;

/**
 * The network's differences over a signal that is pushed in blocks, at the network's rate: one for each variant, for
 * one separation. Memory is one chunk, however long the signal. What comes out is as long as what went in.
 */
final class ChunkedDifference {

    private final DifferenceNetwork network;
    private final List<Gains> variants;
    private final ChunkPlan plan;
    private final PlanarBuffer input;
    private final List<PlanarBuffer> outputs = new ArrayList<>();
    private final SeamMeter seams;
    private final float[][] chunk;
    private final float[][][] tails;
    private long pushed;
    private long produced;
    private boolean first = true;
    private double mixtureEnergy;
    private double residualEnergy;

    ChunkedDifference(DifferenceNetwork network, List<Gains> variants, ChunkPlan plan, int channels) {
        this.network = network;
        this.variants = variants;
        this.plan = plan;
        this.input = new PlanarBuffer(channels);
        variants.forEach(variant -> outputs.add(new PlanarBuffer(channels)));
        this.seams = new SeamMeter(variants.size());
        this.chunk = new float[channels][plan.length()];
        this.tails = new float[variants.size()][channels][plan.fade()];
        input.appendZeros(plan.context());
    }

    /** A variant's frames of difference that are ready; all variants have as many. */
    PlanarBuffer output(int variant) {
        return outputs.get(variant);
    }

    SeamMeter seams() {
        return seams;
    }

    /** What the network could not explain, relative to the signal, in dB; NaN for silence. */
    double residualDb() {
        return 10 * Math.log10(residualEnergy / mixtureEnergy);
    }

    void push(double[][] planar, int offset, int count) {
        input.append(planar, offset, count);
        pushed += count;
        while (input.size() >= plan.length()) {
            runChunk(plan.hop());
        }
    }

    /** Ends the signal: it goes on as silence, and what lies beyond its end is not given out. */
    void finish() {
        while (produced < pushed) {
            input.appendZeros(Math.max(0, plan.length() - input.size()));
            runChunk((int) Math.min(plan.hop(), pushed - produced));
        }
    }

    private void runChunk(int wanted) {
        input.peek(chunk, 0, plan.length());
        DifferenceNetwork.Answer answer = network.differences(chunk, variants);
        measureResidual(answer.residual(), wanted);
        for (int v = 0; v < tails.length; v++) {
            float[][] difference = answer.differences()[v];
            if (!first) {
                seams.add(v, chunk, tails[v], difference, plan);
                crossFade(tails[v], difference);
            }
            for (int c = 0; c < difference.length; c++) {
                System.arraycopy(difference[c], plan.context() + plan.hop(), tails[v][c], 0, plan.fade());
            }
            outputs.get(v).append(difference, plan.context(), wanted);
        }
        first = false;
        produced += wanted;
        input.drop(plan.hop());
    }

    private void measureResidual(float[][] residual, int wanted) {
        for (int c = 0; c < residual.length; c++) {
            for (int i = plan.context(); i < plan.context() + wanted; i++) {
                mixtureEnergy += (double) chunk[c][i] * chunk[c][i];
                residualEnergy += (double) residual[c][i] * residual[c][i];
            }
        }
    }

    /** Blends the previous chunk's end into this chunk's beginning, linearly: the two estimate the same signal. */
    private void crossFade(float[][] before, float[][] difference) {
        int fade = plan.fade();
        for (int c = 0; c < before.length; c++) {
            for (int i = 0; i < fade; i++) {
                float weight = (i + 0.5f) / fade;
                int at = plan.context() + i;
                difference[c][at] = weight * difference[c][at] + (1 - weight) * before[c][i];
            }
        }
    }
}
