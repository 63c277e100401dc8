package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Parameter.Initializer;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel gets mean 0 and variance 1, then a trained scale and offset.
 * In training mean and biased variance are the batch's, and the running ones come nearer to them; in inference the running
 * ones are used, so that a result does not depend on what else is in the batch.
 *
 * @param momentum share of the running statistics that a batch leaves as it was
 * @param epsilon added to the variance
 */
public record BatchNorm(double momentum, double epsilon) {

    /** @param x (B, C, F). @return the same shape */
    public Value apply(Scope scope, Value x) {
        long channels = x.dim(1);
        Value gamma = scope.parameter("gamma", Initializer.constant(1), channels);
        Value beta = scope.parameter("beta", Initializer.constant(0), channels);
        Value mean = scope.statistic("moving_mean", Initializer.constant(0), channels);
        Value variance = scope.statistic("moving_variance", Initializer.constant(1), channels);
        return x.graph().training()
                ? byTheBatch(x, gamma, beta, mean, variance)
                : x.graph()
                        .emit(
                                x.dims(),
                                "torch.batch_norm(%s, %s, %s, %s, %s, False, 0., %s, False)",
                                x.expression(),
                                gamma.expression(),
                                beta.expression(),
                                mean.expression(),
                                variance.expression(),
                                Graph.literal(epsilon));
    }

    /** The engine's own running variance is the unbiased one; so it gets none, and gives what the batch has. */
    private Value byTheBatch(Value x, Value gamma, Value beta, Value mean, Value variance) {
        Graph graph = x.graph();
        String normalised = graph.temporary();
        String batchMean = graph.temporary();
        String batchScale = graph.temporary();
        graph.statement("%s, %s, %s, = torch.native_batch_norm(%s, %s, %s, None, None, True, 0., %s)"
                .formatted(
                        normalised,
                        batchMean,
                        batchScale,
                        x.expression(),
                        gamma.expression(),
                        beta.expression(),
                        Graph.literal(epsilon)));
        Value scale = graph.named(batchScale, variance.dims());
        Value batchVariance = graph.emit(
                        variance.dims(),
                        "torch.reciprocal(%s)",
                        Ops.square(scale).expression())
                .plus(-epsilon);
        graph.update(mean, blended(mean, graph.named(batchMean, mean.dims())));
        graph.update(variance, blended(variance, batchVariance));
        return graph.named(normalised, x.dims());
    }

    private Value blended(Value running, Value ofBatch) {
        return running.times(momentum).plus(ofBatch.times(1 - momentum));
    }
}
