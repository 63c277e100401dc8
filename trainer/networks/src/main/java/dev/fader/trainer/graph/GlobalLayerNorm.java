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
                if (graph.cutsNorms()) {
                    yield learning(x, gamma, beta, epsilon);
                }
                FoldedNorm norm = new FoldedNorm(x, gamma, beta, epsilon);
                yield graph.form().folded() ? norm : norm.applied();
            }
        };
    }

    /** With the gradient of the engine's group norm: one operation, where the engine's way back through our moments takes many. */
    private static Value learning(Value x, Value gamma, Value beta, double epsilon) {
        Graph graph = x.graph();
        Value values = graph.withoutHistory(x);
        FoldedNorm norm = new FoldedNorm(values, gamma, beta, epsilon);
        return graph.cut(x, norm.applied(), gradient -> {
            String ofX = graph.temporary();
            String ofGamma = graph.temporary();
            String ofBeta = graph.temporary();
            // nothing with a history among the operands: what comes of them would keep it
            graph.statement(
                    ("%s, %s, %s, = torch.native_group_norm_backward(torch.contiguous(%s), torch.contiguous(%s), %s, %s, torch.detach(%s),"
                                    + " torch.size(%s, 0), %d, torch.size(%s, 2), 1, [True, True, True])")
                            .formatted(
                                    ofX,
                                    ofGamma,
                                    ofBeta,
                                    gradient,
                                    values.stored(),
                                    norm.mean().like(x),
                                    norm.inverse().like(x),
                                    gamma.like(x),
                                    values.stored(),
                                    x.dim(1),
                                    values.stored()));
            graph.addGradient(gamma.like(x), ofGamma);
            graph.addGradient(beta.like(x), ofBeta);
            return ofX;
        });
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
