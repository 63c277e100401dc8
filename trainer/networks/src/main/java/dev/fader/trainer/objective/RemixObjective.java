package dev.fader.trainer.objective;

import dev.fader.trainer.configuration.Key;

/**
 * For remixing: {@code ψ·E(y‖ŷ) + λ·E(s_k‖ŝ_k)}, in dB; and, of the same estimates of the sources, the mean magnitude of what they
 * miss and a {@linkplain SpectralError distance of spectra}, where these have a weight.
 *
 * <p>With a limit (after Wisdom and others 2021, "What's all the fuss about free universal sound separation data?"),
 * {@code E(s‖ŝ) = 10 log10((Σ(s−ŝ)² + τr)/r)}, where τ is one over the limit as a ratio of energies and r is Σs², or a hundredth of the mixture's
 * energy where that is more. An estimate that is good enough is not pulled on any further, and a source that is absent has a
 * gradient: what leaks into it.
 */
public record RemixObjective(
        @Key("how the network remixes") RemixModel model,

        @Key(value = "weight of the remix term", min = 0, max = 1000000.0, source = "paper: ψ")
        double psi,

        @Key(value = "weight of the source term", min = 0, max = 1000000.0, source = "paper: λ")
        double lambda,

        @Key(
                value = "signal-to-noise ratio beyond which nothing is gained; 0: none, as in the paper",
                unit = "dB",
                min = 0,
                max = 100,
                source =
                        "Wisdom and others 2021, \"What's all the fuss about free universal sound separation data?\": 30")
        double snrLimitDb,

        @Key(
                value = "weight of the mean magnitude of what the sources' estimates miss, which is no level; 0: none",
                min = 0,
                max = 1000000.0,
                standard = "0.0",
                source = "Demucs (Défossez and others 2019): L1")
        double maeWeight,

        @Key(
                value =
                        "weight of the multi-resolution STFT loss of the sources (512, 1 024 and 2 048 samples), which is no level; 0: none",
                min = 0,
                max = 1000000.0,
                standard = "0.0",
                source = "Yamamoto and others 2020, \"Parallel WaveGAN\", equations 3 to 6")
        double spectralWeight)
        implements Objective {

    public RemixObjective {
        double all = psi + lambda + maeWeight + spectralWeight;
        if (!(psi >= 0 && lambda >= 0 && all > 0 && all < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "psi and lambda must not be negative, and not all weights 0: %s:%s".formatted(psi, lambda));
        }
    }

    @Override
    public boolean seesGains() {
        return model == RemixModel.GAIN_CONDITIONED;
    }

    /** Without a limit. */
    public RemixObjective(RemixModel model, double psi, double lambda) {
        this(model, psi, lambda, 0);
    }

    /** Of ratios alone. */
    public RemixObjective(RemixModel model, double psi, double lambda, double snrLimitDb) {
        this(model, psi, lambda, snrLimitDb, 0, 0);
    }

    /** Whether a source that is silent has no part in it that could be learnt from. */
    public boolean needsSound() {
        return snrLimitDb == 0 && psi + lambda > 0;
    }

    @Override
    public int leastSamples() {
        return spectralWeight > 0 ? SpectralError.LEAST_SAMPLES : 1;
    }

    /** The same with another limit. */
    public RemixObjective limitedTo(double newSnrLimitDb) {
        return new RemixObjective(model, psi, lambda, newSnrLimitDb, maeWeight, spectralWeight);
    }

    /** @param ratio ψ:λ as the paper's Table 1 writes it: {@code 1:1}, {@code K:1}, {@code 1:0} or {@code 0:1} */
    public static RemixObjective of(RemixModel model, String ratio, int sources) {
        String[] terms = ratio.replace("K", Integer.toString(sources)).split(":", -1);
        try {
            if (terms.length == 2) {
                return new RemixObjective(model, Double.parseDouble(terms[0]), Double.parseDouble(terms[1]));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("the ratio is written as 1:1, K:1, 1:0 or 0:1, not as " + ratio);
    }
}
