package dev.fader.trainer.mixer;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.DenseOps;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.objective.TrainingPrograms;

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
        Value weights = shape.weigher().weights(graph.root(), inputs, shape.outputs());
        graph.output(SOURCES, DenseOps.mixChannels(weights, inputs));
        graph.output(WEIGHTS, weights);
        return graph.program();
    }

    /**
     * Minimised is the mean of {@code |Ŷ − Y|} (paper, equation 2).
     *
     * @return programs: inputs, targets → what a step of training reports
     */
    public static TrainingPrograms training(MixerShape shape) {
        return new TrainingPrograms(loss(shape, Mode.TRAINING), loss(shape, Mode.INFERENCE));
    }

    private static Program loss(MixerShape shape, Mode mode) {
        Graph graph = new Graph(Parameters.FLAT, Target.PLAIN, mode);
        Value inputs = inputs(graph, shape);
        Value targets = graph.input(TARGETS, ANY, shape.outputs(), shape.segment());
        Value weights = shape.weigher().weights(graph.root(), inputs, shape.outputs());
        Value missed = DenseOps.mixChannels(weights, inputs).minus(targets);
        Value loss = Ops.mean(Ops.abs(missed));
        Value sdr = sdr(targets, missed, shape);
        graph.minimise(TrainingPrograms.LOSS, loss);
        graph.output(TrainingPrograms.LOSS_DB, Ops.log10(loss.plus(TINY)).times(10));
        graph.output(TrainingPrograms.REMIX_SDR, Ops.mean(sdr));
        graph.output(TrainingPrograms.SOURCE_SDR, sdr);
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
