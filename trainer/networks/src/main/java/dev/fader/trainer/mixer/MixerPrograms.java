package dev.fader.trainer.mixer;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.DenseOps;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.objective.RemixPrograms;

/** The programs of a mixer; all declare the same parameters in the same order. */
public final class MixerPrograms {

    /** Channels of segments, normalised, (B, I, T). */
    public static final String INPUTS = "inputs";

    /** The true sources, normalised alike, (B, O, T). */
    public static final String TARGETS = "targets";

    /** Mixed sources, (B, O, T). */
    public static final String SOURCES = "sources";

    /** W of each segment, (B, I, O). */
    public static final String WEIGHTS = "weights";

    private static final double TINY = 1e-20;

    private MixerPrograms() {}

    /** @return program: inputs → sources, weights */
    public static Program mixing(MixerShape shape, Parameters style) {
        Graph graph = new Graph(style);
        Value inputs = inputs(graph, shape);
        Value weights = shape.weigher().weights(graph.root(), inputs, shape.outputs(), false);
        graph.output(SOURCES, DenseOps.mixChannels(weights, inputs));
        graph.output(WEIGHTS, weights);
        return graph.program();
    }

    /**
     * The mean of {@code |Ŷ − Y|} (paper, equation 2), under the names that a step of training knows: the loss, which is no
     * dB here, the mean SDR of the sources, and that of each source.
     *
     * @param training whether parts are dropped at random; validation has none
     * @return program: inputs, targets → loss, mean SDR, SDR of the sources
     */
    public static Program loss(MixerShape shape, boolean training) {
        Graph graph = new Graph(Parameters.FLAT);
        Value inputs = inputs(graph, shape);
        Value targets = graph.input(TARGETS, ANY, shape.outputs(), shape.segment());
        Value weights = shape.weigher().weights(graph.root(), inputs, shape.outputs(), training);
        Value missed = DenseOps.mixChannels(weights, inputs).minus(targets);
        Value sdr = sdr(targets, missed, shape);
        graph.output(RemixPrograms.LOSS, Ops.mean(DenseOps.magnitude(missed)));
        graph.output(RemixPrograms.REMIX_SDR, Ops.mean(sdr));
        graph.output(RemixPrograms.SOURCE_SDR, sdr);
        return graph.program();
    }

    private static Value inputs(Graph graph, MixerShape shape) {
        return graph.input(INPUTS, ANY, shape.inputs(), shape.segment());
    }

    /** Of both channels of each source over the whole batch, since a source may be silent in a segment. @return (K) */
    private static Value sdr(Value targets, Value missed, MixerShape shape) {
        return Ops.log10(energies(targets, shape)
                        .plus(TINY)
                        .dividedBy(energies(missed, shape).plus(TINY)))
                .times(10);
    }

    private static Value energies(Value signals, MixerShape shape) {
        Value bySource = DenseOps.reshape(Ops.square(signals), ANY, shape.outputs() / 2, 2L * shape.segment());
        return Ops.sum(Ops.sum(bySource, 2), 0);
    }
}
