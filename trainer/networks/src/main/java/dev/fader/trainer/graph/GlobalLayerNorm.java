package dev.fader.trainer.graph;

/** Normalisation over channels and frames with biased variance, in its forms. */
final class GlobalLayerNorm {

    private GlobalLayerNorm() {}

    /** @param x (B, C, F); gamma, beta (C) */
    static Value of(Value x, Value gamma, Value beta, double epsilon) {
        Graph graph = x.graph();
        return switch (graph.form().moments()) {
            case BY_HAND -> byHand(x, gamma, beta, epsilon);
            case OF_ROWS ->
                graph.emitKept(
                        x.kept(),
                        x.dims(),
                        "torch.group_norm(%s, 1, %s, %s, %s)",
                        x.stored(),
                        gamma.expression(),
                        beta.expression(),
                        Graph.literal(epsilon));
            case TWO_SUMS, ONE_PASS -> {
                FoldedNorm norm = new FoldedNorm(x, gamma, beta, epsilon);
                yield graph.form().folded() ? norm : norm.applied();
            }
        };
    }

    /** As Asteroid's {@code GlobLN} computes it, the differences twice among it. */
    private static Value byHand(Value x, Value gamma, Value beta, double epsilon) {
        Graph graph = x.graph();
        String in = x.expression();
        long[] ofEach = Ops.dims(x.dim(0), 1, 1);
        String mean = graph.emit(ofEach, "torch.mean(%s, [1, 2], True)", in).expression();
        String variance = graph.emit(ofEach, "torch.mean(torch.pow(torch.sub(%s, %s), 2), [1, 2], True)", in, mean)
                .expression();
        return graph.emit(
                x.dims(),
                "torch.transpose(torch.add(torch.mul(%s, torch.transpose(torch.div(torch.sub(%s, %s),"
                        + " torch.sqrt(torch.add(%s, %s))), 1, -1)), %s), 1, -1)",
                gamma.expression(),
                in,
                mean,
                variance,
                Graph.literal(epsilon),
                beta.expression());
    }
}
