package dev.fader.trainer.objective;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The programs in which a network's estimates become a remix and a loss. They declare the parameters that
 * {@link NetworkPrograms} declare, and take the inputs of those names.
 */
public final class RemixPrograms {

    /** The true sources, (B, K, L). */
    public static final String SOURCES = NetworkPrograms.SOURCES;

    /** The estimates, each times its gain, (B, K, L). */
    public static final String SCALED_SOURCES = "scaled_sources";

    /** Their sum, (B, L). */
    public static final String REMIX = "remix";

    private static final double TINY = 1e-20;

    /** A source below this share of the mixture's energy is judged as if it had it; otherwise an absent one had no scale. */
    private static final double ABSENT_LEVEL = 0.01;

    private RemixPrograms() {}

    /** @return program: mixture, gains → scaled sources and their sum, the remix */
    public static Program remix(Network network, RemixModel model, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = NetworkPrograms.mixtureInput(graph);
        Value gains = NetworkPrograms.gainsInput(graph, network);
        Remixer remixer = new Remixer(network, graph, mixture, gains);
        Value scaled = remixer.scaledSources(model);
        graph.output(SCALED_SOURCES, scaled);
        graph.output(REMIX, Ops.sum(scaled, 1));
        return graph.program();
    }

    /**
     * The training graph, loss included.
     *
     * @return program: mixture, true sources, gains → loss, remix SDR, source SDR
     */
    static Program training(Network network, RemixObjective objective, Graph graph) {
        Value mixture = NetworkPrograms.mixtureInput(graph);
        Value sources = graph.input(SOURCES, ANY, network.sources(), ANY);
        Value gains = NetworkPrograms.gainsInput(graph, network);
        Remixer remixer = new Remixer(network, graph, mixture, gains);

        Value targets = sources.times(Ops.unsqueeze(gains, 2));
        Value scaled = remixer.scaledSources(objective.model());
        Value mixtureEnergy = Ops.sum(Ops.square(mixture), 2);
        Distance remix = Distance.between(Ops.sum(targets, 1), Ops.sum(scaled, 1), Ops.squeeze(mixtureEnergy, 1));
        Value wanted = objective.model() == RemixModel.MODEL_II ? targets : sources;
        Value found = switch (objective.model()) {
            case BASELINE, MODEL_I -> remixer.estimate.sources();
            case MODEL_II -> scaled;
            case CONSISTENT, GAIN_CONDITIONED -> remixer.consistentSources();
        };
        Distance source = Distance.between(wanted, found, mixtureEnergy);
        double limitDb = objective.snrLimitDb();
        List<Value> terms = new ArrayList<>();
        add(terms, objective.psi(), () -> Ops.mean(remix.error(limitDb)));
        add(terms, objective.lambda(), () -> Ops.mean(source.error(limitDb)));
        add(terms, objective.maeWeight(), () -> WaveformError.MAE.between(wanted, found));
        add(terms, objective.spectralWeight(), () -> SpectralError.between(wanted, found));
        Value loss = terms.stream().reduce(Value::plus).orElseThrow();
        graph.minimise(TrainingPrograms.LOSS, loss);
        graph.output(TrainingPrograms.LOSS_DB, loss);
        graph.output(TrainingPrograms.REMIX_SDR, Ops.mean(remix.error(0)).times(-1));
        graph.output(TrainingPrograms.SOURCE_SDR, Ops.mean(source.error(0), 0).times(-1));
        return graph.program();
    }

    /** A term with no weight is left out, so that nothing is computed or differentiated for it. */
    private static void add(List<Value> terms, double weight, Supplier<Value> term) {
        if (weight > 0) {
            terms.add(term.get().times(weight));
        }
    }

    /**
     * How far estimates are from their targets, in energies over the last axis.
     *
     * @param signal of the targets, (B, K) or (B)
     * @param noise of what the estimates miss, likewise
     * @param mixture of the mixture, (B, 1) or (B)
     */
    private record Distance(Value signal, Value noise, Value mixture) {

        static Distance between(Value target, Value estimate, Value mixtureEnergy) {
            int samples = target.rank() - 1;
            return new Distance(
                    Ops.sum(Ops.square(target), samples),
                    Ops.sum(Ops.square(target.minus(estimate)), samples),
                    mixtureEnergy);
        }

        /**
         * {@code E(s‖ŝ)} in dB: without a limit the negative signal-to-noise ratio (paper, equation 2).
         *
         * @param limitDb as {@link RemixObjective#snrLimitDb}
         */
        Value error(double limitDb) {
            if (limitDb == 0) {
                return Ops.log10(signal.dividedBy(noise.plus(TINY)).plus(TINY)).times(-10);
            }
            Value reference = Ops.maximum(signal, mixture.times(ABSENT_LEVEL)).plus(TINY);
            double least = Math.pow(10, -limitDb / 10);
            return Ops.log10(noise.dividedBy(reference).plus(least)).times(10);
        }
    }

    /** A network's estimates under gains; nothing is written down twice. */
    private static final class Remixer {

        private final Value mixture;
        private final Value gains;
        private final Estimate estimate;
        private @Nullable Value consistent;

        Remixer(Network network, Graph graph, Value mixture, Value gains) {
            this.mixture = mixture;
            this.gains = gains;
            this.estimate = network.estimate(graph.root(), mixture, network.seesGains() ? gains : null);
        }

        /** Estimates corrected by an equal share of what they leave of the mixture, (B, K, L). */
        Value consistentSources() {
            if (consistent == null) {
                consistent = NetworkPrograms.consistent(mixture, estimate.sources());
            }
            return consistent;
        }

        /**
         * (B, K, L); their sum is the remix, the consistent one too: {@code x + Σ(γ_k − 1)·ŝ'_k = Σ γ_k·ŝ'_k}, since the
         * ŝ' sum to x.
         */
        Value scaledSources(RemixModel model) {
            return switch (model) {
                case BASELINE, MODEL_I -> estimate.sources().times(Ops.unsqueeze(gains, 2));
                case MODEL_II -> estimate.scaled(gains);
                case CONSISTENT, GAIN_CONDITIONED -> consistentSources().times(Ops.unsqueeze(gains, 2));
            };
        }
    }
}
