package dev.fader.trainer.remix;

/**
 * The network's difference over a signal that is pushed in blocks, at the network's rate. Memory is one chunk, however
 * long the signal. What comes out is as long as what went in.
 */
final class ChunkedDifference {

    private final DifferenceNetwork network;
    private final Gains gains;
    private final ChunkPlan plan;
    private final PlanarBuffer input;
    private final PlanarBuffer output;
    private final float[][] chunk;
    private final float[][] tail;
    private long pushed;
    private long produced;
    private boolean first = true;

    ChunkedDifference(DifferenceNetwork network, Gains gains, ChunkPlan plan, int channels) {
        this.network = network;
        this.gains = gains;
        this.plan = plan;
        this.input = new PlanarBuffer(channels);
        this.output = new PlanarBuffer(channels);
        this.chunk = new float[channels][plan.length()];
        this.tail = new float[channels][plan.fade()];
        input.appendZeros(plan.context());
    }

    /** Frames of difference that are ready. */
    PlanarBuffer output() {
        return output;
    }

    void push(float[][] planar, int offset, int count) {
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
        float[][] difference = network.difference(chunk, gains);
        for (int c = 0; c < difference.length; c++) {
            if (!first) {
                crossFade(tail[c], difference[c]);
            }
            System.arraycopy(difference[c], plan.context() + plan.hop(), tail[c], 0, plan.fade());
        }
        first = false;
        output.append(difference, plan.context(), wanted);
        produced += wanted;
        input.drop(plan.hop());
    }

    /** Blends the previous chunk's end into this chunk's beginning, linearly: the two estimate the same signal. */
    private void crossFade(float[] before, float[] difference) {
        int fade = plan.fade();
        for (int i = 0; i < fade; i++) {
            float weight = (i + 0.5f) / fade;
            int at = plan.context() + i;
            difference[at] = weight * difference[at] + (1 - weight) * before[i];
        }
    }
}
