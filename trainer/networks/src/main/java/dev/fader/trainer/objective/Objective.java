package dev.fader.trainer.objective;

/**
 * What training minimises: {@code ψ·E(y‖ŷ) + λ·E(s_k‖ŝ_k)}, in dB.
 *
 * @param psi weight of the remix term
 * @param lambda weight of the source term
 */
public record Objective(RemixModel model, double psi, double lambda) {

    public Objective {
        if (!(psi >= 0 && lambda >= 0 && psi + lambda > 0 && psi + lambda < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "psi and lambda must not be negative, and not both 0: %s:%s".formatted(psi, lambda));
        }
    }

    /** @param ratio ψ:λ as the paper's Table 1 writes it: {@code 1:1}, {@code K:1}, {@code 1:0} or {@code 0:1} */
    public static Objective of(RemixModel model, String ratio, int sources) {
        String[] terms = ratio.replace("K", Integer.toString(sources)).split(":", -1);
        try {
            if (terms.length == 2) {
                return new Objective(model, Double.parseDouble(terms[0]), Double.parseDouble(terms[1]));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("the ratio is written as 1:1, K:1, 1:0 or 0:1, not as " + ratio);
    }
}
