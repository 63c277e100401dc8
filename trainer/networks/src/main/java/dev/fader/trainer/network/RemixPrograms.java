package dev.fader.trainer.network;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.ConvTasNet.Masked;
import org.jspecify.annotations.Nullable;

/**
 * The programs that a network is compiled to. Gains are amplitude ratios γ, (B, K); a source muted has γ = 0. All
 * programs declare the same parameters in the same order, so one set of weights fits them all.
 */
public final class RemixPrograms {

    private static final double TINY = 1e-20;

    private RemixPrograms() {}

    /** @return program: mixture (B, 1, L), and gains (B, K) if conditioned → sources (B, K, L) */
    public static Program separation(ConvTasNet network, Parameters style) {
        return separation(network, style, Precision.FP32);
    }

    /** @see #separation(ConvTasNet, Parameters) */
    public static Program separation(ConvTasNet network, Parameters style, Precision precision) {
        Graph graph = new Graph(style, precision);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value gains = network.gainConditioned() ? gainsInput(graph, network) : null;
        Estimate estimate = Estimate.of(network, graph.root(), mixture, gains);
        return graph.output(estimate.separated());
    }

    /**
     * Weighted sums of the separated sources, one decode for each row of weights and not one for each source.
     *
     * @return program: mixture (B, 1, L), weights (R, K), and gains (1, K) if conditioned → {@code Σ w_rk·ŝ_k},
     *     (B·R, 1, L)
     */
    public static Program combinations(ConvTasNet network, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value weights = graph.input("weights", ANY, network.sources());
        Value gains = network.gainConditioned() ? gainsInput(graph, network) : null;
        Estimate estimate = Estimate.of(network, graph.root(), mixture, gains);
        Value combined = estimate.combinedLatents(weights);
        return graph.output(estimate.decoded(Ops.mergeLeading(combined)));
    }

    /** @return program: mixture (B, 1, L), gains (B, K) → scaled sources (B, K, L) and their sum, the remix (B, L) */
    public static Program remix(ConvTasNet network, RemixModel model, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value gains = gainsInput(graph, network);
        Estimate estimate = Estimate.of(network, graph.root(), mixture, gains);
        Value scaled = estimate.scaledSources(model, gains);
        return graph.output(scaled, Ops.sum(scaled, 1));
    }

    /**
     * The training graph, loss included.
     *
     * @return program: mixture (B, 1, L), sources (B, K, L), gains (B, K) → loss in dB (scalar), mean remix SDR in dB,
     *     SDR per source in dB (K)
     */
    public static Program training(ConvTasNet network, Objective objective, Precision precision) {
        Graph graph = new Graph(Parameters.FLAT, precision);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value sources = graph.input("sources", ANY, network.sources(), ANY);
        Value gains = gainsInput(graph, network);
        Estimate estimate = Estimate.of(network, graph.root(), mixture, gains);

        Value targets = sources.times(Ops.unsqueeze(gains, 2));
        Value scaled = estimate.scaledSources(objective.model(), gains);
        Value remixError = error(Ops.sum(targets, 1), Ops.sum(scaled, 1));
        Value sourceError = switch (objective.model()) {
            case BASELINE, MODEL_I -> error(sources, estimate.separated());
            case MODEL_II -> error(targets, scaled);
            case CONSISTENT, GAIN_CONDITIONED -> error(sources, estimate.consistentSources());
        };
        Value loss = weighted(objective, Ops.mean(remixError), Ops.mean(sourceError));
        return graph.output(
                loss, Ops.mean(remixError).times(-1), Ops.mean(sourceError, 0).times(-1));
    }

    private static Value gainsInput(Graph graph, ConvTasNet network) {
        return graph.input("gains", ANY, network.sources());
    }

    /** A term with no weight is left out, so that nothing is computed or differentiated for it. */
    private static Value weighted(Objective objective, Value remixTerm, Value sourceTerm) {
        if (objective.psi() == 0) {
            return sourceTerm.times(objective.lambda());
        }
        Value remix = remixTerm.times(objective.psi());
        return objective.lambda() == 0 ? remix : remix.plus(sourceTerm.times(objective.lambda()));
    }

    /** {@code E(s‖ŝ)}, the negative signal-to-noise ratio in dB, over the last axis (paper, equation 2). */
    private static Value error(Value target, Value estimate) {
        int samples = target.rank() - 1;
        Value signal = Ops.sum(Ops.square(target), samples);
        Value noise = Ops.sum(Ops.square(target.minus(estimate)), samples);
        return Ops.log10(signal.dividedBy(noise.plus(TINY)).plus(TINY)).times(-10);
    }

    /** A network applied to a mixture, decoded as far as each remixer needs; nothing is written down twice. */
    private static final class Estimate {

        private final ConvTasNet network;
        private final Value mixture;
        private final Value filterbank;
        private final Masked masked;
        private @Nullable Value maskedLatents;
        private @Nullable Value separated;
        private @Nullable Value consistent;

        private Estimate(ConvTasNet network, Value mixture, Value filterbank, Masked masked) {
            this.network = network;
            this.mixture = mixture;
            this.filterbank = filterbank;
            this.masked = masked;
        }

        /** @param gains (B, K), for a network that sees them */
        static Estimate of(ConvTasNet network, Scope scope, Value mixture, @Nullable Value gains) {
            Masked masked = network.mask(scope, mixture, gains);
            return new Estimate(network, mixture, network.decoderFilters(scope), masked);
        }

        Value decoded(Value latents) {
            return network.decode(filterbank, latents, mixture);
        }

        /** {@code (Σ w_rk·m_k) ⊙ h}, (B, R, N, F): masks are summed first, so that the widest tensor is made once. */
        Value combinedLatents(Value weights) {
            return Ops.combineSources(weights, masked.masks()).times(latent());
        }

        /** (B, K, L) */
        Value separated() {
            if (separated == null) {
                separated = network.decodeEach(filterbank, maskedLatents(), mixture);
            }
            return separated;
        }

        /** Estimates corrected by an equal share of what they leave of the mixture, (B, K, L). */
        Value consistentSources() {
            if (consistent == null) {
                Value missing =
                        Ops.squeeze(mixture, 1).minus(Ops.sum(separated(), 1)).times(1.0 / network.sources());
                consistent = separated().plus(Ops.unsqueeze(missing, 1));
            }
            return consistent;
        }

        /**
         * (B, K, L); their sum is the remix, the consistent one too: {@code x + Σ(γ_k − 1)·ŝ'_k = Σ γ_k·ŝ'_k}, since the
         * ŝ' sum to x.
         */
        Value scaledSources(RemixModel model, Value gains) {
            return switch (model) {
                case BASELINE, MODEL_I -> separated().times(Ops.unsqueeze(gains, 2));
                case MODEL_II ->
                    network.decodeEach(
                            filterbank, maskedLatents().times(Ops.unsqueeze(Ops.unsqueeze(gains, 2), 3)), mixture);
                case CONSISTENT, GAIN_CONDITIONED -> consistentSources().times(Ops.unsqueeze(gains, 2));
            };
        }

        /** (B, K, N, F) */
        private Value maskedLatents() {
            if (maskedLatents == null) {
                maskedLatents = masked.masks().times(latent());
            }
            return maskedLatents;
        }

        private Value latent() {
            return Ops.unsqueeze(masked.latent(), 1);
        }
    }
}
