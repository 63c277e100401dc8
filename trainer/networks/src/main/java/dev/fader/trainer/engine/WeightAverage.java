package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;

/**
 * The exponential average of a vector of weights, in place on the device (Polyak and Juditsky 1992; the growing decay as in
 * TensorFlow's {@code ExponentialMovingAverage}): it forgets its beginning fast, and then changes slowly.
 */
final class WeightAverage {

    private final NDArray values;
    private final double decay;

    /** @param values the average so far, changed in place; @param decay share that is kept at a step, once it has grown */
    WeightAverage(NDArray values, double decay) {
        this.values = values;
        this.decay = decay;
    }

    /** @param steps taken so far, this one included */
    void add(NDArray parameters, long steps) {
        double keep = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        NDArray part = parameters.mul(1 - keep);
        values.muli(keep).addi(part);
        part.close();
    }

    NDArray values() {
        return values;
    }
}
