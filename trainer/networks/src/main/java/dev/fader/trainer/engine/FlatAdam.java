package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam (Kingma and Ba 2015, with PyTorch's placing of ε) on one flat vector, in place on the device. Weights decay apart from the
 * gradient and its moments (AdamW: Loshchilov and Hutter 2019, "Decoupled weight decay regularization", Algorithm 2), all of them
 * alike.
 */
public final class FlatAdam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private final double weightDecay;
    private long steps;

    /**
     * @param state moments and step count of an earlier run, or zeros
     * @param weightDecay of which each step takes the learning rate's share off every weight; 0: none
     */
    public FlatAdam(NDManager manager, AdamState state, double weightDecay) {
        this.firstMoment = manager.create(state.firstMoment());
        this.secondMoment = manager.create(state.secondMoment());
        this.weightDecay = weightDecay;
        this.steps = state.steps();
    }

    /** @param parameters changed in place; @param gradient left as it is, its manager takes the temporaries */
    public void step(NDArray parameters, NDArray gradient, double learningRate) {
        steps++;
        double rate = learningRate / (1 - Math.pow(BETA1, steps));
        double secondCorrection = Math.sqrt(1 - Math.pow(BETA2, steps));
        firstMoment.muli(BETA1).addi(gradient.mul(1 - BETA1));
        secondMoment.muli(BETA2).addi(gradient.square().muli(1 - BETA2));
        if (weightDecay > 0) {
            parameters.muli(1 - learningRate * weightDecay);
        }
        NDManager scratch = gradient.getManager();
        NDArray denominator = secondMoment.sqrt();
        denominator.attach(scratch);
        NDArray update = firstMoment.div(denominator.divi(secondCorrection).addi(EPSILON));
        update.attach(scratch);
        parameters.subi(update.muli(rate));
    }

    /** Taken so far, those of earlier runs included. */
    long steps() {
        return steps;
    }

    public AdamState state() {
        return new AdamState(steps, firstMoment.toFloatArray(), secondMoment.toFloatArray());
    }
}
