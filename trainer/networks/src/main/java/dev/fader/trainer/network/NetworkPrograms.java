package dev.fader.trainer.network;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * The programs that a trained network is used by, and the names of what goes in and comes out. All programs of a network
 * declare the same parameters in the same order, so one set of weights fits them all.
 */
public final class NetworkPrograms {

    /** Mono waveforms, (B, 1, L). */
    public static final String MIXTURE = "mixture";

    /** Amplitude ratios γ, (B, K); a source muted has γ = 0. */
    public static final String GAINS = "gains";

    /** Rows of weights of the sources, of each mixture, (B, R, K). */
    public static final String WEIGHTS = "weights";

    /** Waveforms of the sources, (B, K, L). */
    public static final String SOURCES = "sources";

    /** Weighted sums of the sources, (B·R, 1, L). */
    public static final String COMBINED = "combined";

    private NetworkPrograms() {}

    /** @return program: mixture, and gains if the network sees them → sources */
    public static Program separation(Network network, Parameters style) {
        return separation(network, style, Target.PLAIN);
    }

    /** @see #separation(Network, Parameters) */
    public static Program separation(Network network, Parameters style, Target target) {
        Graph graph = new Graph(style, target);
        Value mixture = mixtureInput(graph);
        Value gains = gainsIfSeen(graph, network);
        graph.output(SOURCES, network.estimate(graph.root(), mixture, gains).sources());
        return graph.program();
    }

    /** The same with {@linkplain #consistent consistent} sources. */
    public static Program consistentSeparation(Network network, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = mixtureInput(graph);
        Value gains = gainsIfSeen(graph, network);
        Value sources = network.estimate(graph.root(), mixture, gains).sources();
        graph.output(SOURCES, consistent(mixture, sources));
        return graph.program();
    }

    /**
     * Estimates corrected by an equal share of what they leave of the mixture, to which they then sum.
     *
     * @param mixture (B, 1, L)
     * @param sources (B, K, L)
     */
    public static Value consistent(Value mixture, Value sources) {
        Value missing = Ops.squeeze(mixture, 1).minus(Ops.sum(sources, 1)).times(1.0 / sources.dim(1));
        return sources.plus(Ops.unsqueeze(missing, 1));
    }

    /**
     * Weighted sums of the separated sources, one decode for each row of weights and not one for each source.
     *
     * @return program: mixture, weights, and gains (B, K) if the network sees them → combined
     */
    public static Program combinations(Network network, Parameters style) {
        return combinations(network, style, Target.PLAIN);
    }

    /** @see #combinations(Network, Parameters) */
    public static Program combinations(Network network, Parameters style, Target target) {
        Graph graph = new Graph(style, target);
        Value mixture = mixtureInput(graph);
        Value weights = graph.input(WEIGHTS, ANY, ANY, network.sources());
        Value gains = gainsIfSeen(graph, network);
        graph.output(COMBINED, network.estimate(graph.root(), mixture, gains).combined(weights));
        return graph.program();
    }

    /** Declares the input of every program. */
    public static Value mixtureInput(Graph graph) {
        return graph.input(MIXTURE, ANY, 1, ANY);
    }

    /** Declares the gains. */
    public static Value gainsInput(Graph graph, Network network) {
        return graph.input(GAINS, ANY, network.sources());
    }

    private static @Nullable Value gainsIfSeen(Graph graph, Network network) {
        return network.seesGains() ? gainsInput(graph, network) : null;
    }
}
