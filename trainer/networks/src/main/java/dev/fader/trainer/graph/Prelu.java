package dev.fader.trainer.graph;

/** Leaky ReLUs whose slope is learnt, in their forms. */
final class Prelu {

    private Prelu() {}

    /** @param slope one value for all channels, (1) */
    static Value of(Value x, Value slope) {
        Graph graph = x.graph();
        Form form = graph.form();
        if (graph.training() && !form.gpu() && form != Form.AUTHORS) {
            return byParts(x, slope);
        }
        Value result = graph.emitKept(x.kept(), x.dims(), "torch.prelu(%s, %s)", x.stored(), slope.like(x));
        if (form.foldedOnProcessor()) {
            // a scalar, which a GPU would have to bring back
            graph.orInPlace(x, result, "torch.leaky_relu_(%s, float(%s))".formatted(x.stored(), slope.expression()));
        }
        return result;
    }

    /**
     * The engine's gradient takes a processor five times as long as that of a leaky ReLU. So it is one, and the slope has its
     * gradient from a term that is zero.
     */
    private static Value byParts(Value x, Value slope) {
        Graph graph = x.graph();
        Value leaky =
                graph.emitKept(x.kept(), x.dims(), "torch.leaky_relu(%s, float(%s))", x.stored(), slope.expression());
        Value zero =
                graph.emit(slope.dims(), "torch.sub(%s, torch.detach(%s))", slope.expression(), slope.expression());
        return graph.emitKept(
                x.kept(),
                x.dims(),
                "torch.addcmul(%s, torch.clamp_max(torch.detach(%s), 0), %s)",
                leaky.stored(),
                x.stored(),
                zero.like(x));
    }
}
