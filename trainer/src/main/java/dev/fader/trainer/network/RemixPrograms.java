package dev.fader.trainer.network;

import static dev.fader.trainer.graph.Value.ANY;

import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.ConvTasNet.Masked;

/**
 * The programs that a network is compiled to. Gains are amplitude ratios γ, (B, K); a source muted has γ = 0. All
 * programs declare the same parameters in the same order, so one set of weights fits them all.
 */
public final class RemixPrograms {

    private static final double TINY = 1e-20;

    private RemixPrograms() {}

    /** @return program: mixture (B, 1, L) → sources (B, K, L) */
    public static Program separation(ConvTasNet network, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Estimate estimate = Estimate.of(network, graph.root(), mixture);
        return graph.output(estimate.separated());
    }

    /**
     * Weighted sums of the separated sources, one decode for each row of weights and not one for each source.
     *
     * @return program: mixture (B, 1, L), weights (R, K) → {@code Σ w_rk·ŝ_k}, (B·R, 1, L)
     */
    public static Program combinations(ConvTasNet network, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value weights = graph.input("weights", ANY, network.sources());
        Estimate estimate = Estimate.of(network, graph.root(), mixture);
        Value combined = estimate.combinedLatents(weights);
        return graph.output(network.decode(estimate.filterbank(), Ops.mergeLeading(combined), mixture));
    }

    /** @return program: mixture (B, 1, L), gains (B, K) → scaled sources (B, K, L) and their sum, the remix (B, L) */
    public static Program remix(ConvTasNet network, RemixModel model, Parameters style) {
        Graph graph = new Graph(style);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value gains = graph.input("gains", ANY, network.sources());
        Estimate estimate = Estimate.of(network, graph.root(), mixture);
        return graph.output(estimate.scaledSources(model, gains), estimate.remix(model, gains));
    }

    /**
     * The training graph, loss included.
     *
     * @return program: mixture (B, 1, L), sources (B, K, L), gains (B, K) → loss in dB (scalar), mean remix SDR in dB,
     *     SDR per source in dB (K)
     */
    public static Program training(ConvTasNet network, Objective objective) {
        Graph graph = new Graph(Parameters.FLAT);
        Value mixture = ConvTasNet.mixtureInput(graph);
        Value sources = graph.input("sources", ANY, network.sources(), ANY);
        Value gains = graph.input("gains", ANY, network.sources());
        Estimate estimate = Estimate.of(network, graph.root(), mixture);

        Value targets = sources.times(Ops.unsqueeze(gains, 2));
        Value remixError = error(Ops.sum(targets, 1), estimate.remix(objective.model(), gains));
        Value sourceError = switch (objective.model()) {
            case BASELINE, MODEL_I -> error(sources, estimate.separated());
            case MODEL_II -> error(targets, estimate.scaledSources(objective.model(), gains));
            case CONSISTENT -> error(sources, estimate.consistentSources());
        };
        Value loss = weighted(objective, Ops.mean(remixError), Ops.mean(sourceError));
        return graph.output(
                loss, Ops.mean(remixError).times(-1), Ops.mean(sourceError, 0).times(-1));
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

    /** A network applied to a mixture, decoded as far as each remixer needs. */
    private record Estimate(ConvTasNet network, Value mixture, Value filterbank, Masked masked) {

        static Estimate of(ConvTasNet network, Scope scope, Value mixture) {
            Masked masked = network.mask(scope, mixture);
            return new Estimate(network, mixture, network.decoderFilters(scope), masked);
        }

        /** (B, K, N, F) */
        private Value maskedLatents() {
            return masked.masks().times(latent());
        }

        /** {@code (Σ w_rk·m_k) ⊙ h}, (B, R, N, F): masks are summed first, so that the widest tensor is made once. */
        Value combinedLatents(Value weights) {
            return Ops.combineSources(weights, masked.masks()).times(latent());
        }

        private Value latent() {
            return Ops.unsqueeze(masked.latent(), 1);
        }

        /** (B, K, L) */
        Value separated() {
            return network.decodeEach(filterbank, maskedLatents(), mixture);
        }

        /** Estimates corrected by an equal share of what they leave of the mixture, (B, K, L). */
        Value consistentSources() {
            Value separated = separated();
            Value missing = Ops.squeeze(mixture, 1).minus(Ops.sum(separated, 1)).times(1.0 / network.sources());
            return separated.plus(Ops.unsqueeze(missing, 1));
        }

        /** (B, K, L) */
        Value scaledSources(RemixModel model, Value gains) {
            return switch (model) {
                case BASELINE, MODEL_I -> separated().times(Ops.unsqueeze(gains, 2));
                case MODEL_II ->
                    network.decodeEach(
                            filterbank, maskedLatents().times(Ops.unsqueeze(Ops.unsqueeze(gains, 2), 3)), mixture);
                case CONSISTENT -> consistentSources().times(Ops.unsqueeze(gains, 2));
            };
        }

        /** (B, L); for the consistent remix {@code x + Σ(γ_k − 1)·ŝ'_k = Σ γ_k·ŝ'_k}, since the ŝ' sum to x. */
        Value remix(RemixModel model, Value gains) {
            return Ops.sum(scaledSources(model, gains), 1);
        }
    }
}
