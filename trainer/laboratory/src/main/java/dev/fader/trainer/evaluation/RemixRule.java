package dev.fader.trainer.evaluation;

import java.util.Set;

/** How separated sources become a remix. */
public enum RemixRule {
    /** {@code Σ γ_k·ŝ_k}, as the models of the paper do. */
    OWN,
    /** {@code x + Σ (γ_k − 1)·ŝ'_k}, where each ŝ' is ŝ with an equal share of what all leave of x. */
    CONSISTENT;

    /** How a model remixes by itself. @param remixer its name in the training configuration */
    public static RemixRule ownOf(String remixer) {
        return OWN_CONSISTENT.contains(remixer) ? CONSISTENT : OWN;
    }

    private static final Set<String> OWN_CONSISTENT = Set.of("consistent", "gain_conditioned");

    /**
     * A remix as a linear function of one source's gain: {@code base + (γ_k − 1)·sources_k}.
     *
     * @param base the remix at 0 dB, (L)
     * @param sources what moves with the gains, (K, L)
     */
    @SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
    record Parts(double[] base, double[][] sources) {}

    /** @param separated ŝ, (K, L) */
    Parts parts(double[] mixture, double[][] separated) {
        double[] sum = Signals.sum(separated);
        return switch (this) {
            case OWN -> new Parts(sum, separated);
            case CONSISTENT -> new Parts(mixture, consistent(mixture, separated, sum));
        };
    }

    private static double[][] consistent(double[] mixture, double[][] separated, double[] sum) {
        double[][] consistent = new double[separated.length][mixture.length];
        for (int k = 0; k < separated.length; k++) {
            for (int i = 0; i < mixture.length; i++) {
                consistent[k][i] = separated[k][i] + (mixture[i] - sum[i]) / separated.length;
            }
        }
        return consistent;
    }
}
