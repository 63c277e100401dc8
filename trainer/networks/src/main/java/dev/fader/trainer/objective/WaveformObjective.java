package dev.fader.trainer.objective;

import dev.fader.trainer.configuration.Key;

/**
 * For separating: {@code α·L1(sources) + β·L2(probe)}, the errors of the waveforms that a network gives at its end, and of those
 * that its {@linkplain dev.fader.trainer.network.Network#hasProbe() probe} gives (HTMD-Net, slide "Training & Evaluation
 * Protocol"; deep supervision after Lee et al. 2015). Of a network for one target and the rest L1 is the target's error, since
 * the rest's is the same.
 */
public record WaveformObjective(
        @Key(value = "weight of what comes out", above = 0, max = 1000000.0, source = "HTMD-Net: α")
        double alpha,

        @Key("error of what comes out") WaveformError l1,

        @Key(value = "weight of the probe; 0: none", min = 0, max = 1000000.0, source = "HTMD-Net: β")
        double beta,

        @Key("error of the probe; `none` where `beta` is 0") WaveformError l2,

        @Key(
                value =
                        "weight of the multi-resolution STFT loss of the sources (512, 1 024 and 2 048 samples), which is no level; 0: none",
                min = 0,
                max = 1000000.0,
                standard = "0.0",
                source = "Yamamoto and others 2020, \"Parallel WaveGAN\", equations 3 to 6")
        double spectralWeight)
        implements Objective {

    public WaveformObjective {
        if (l1 == WaveformError.NONE) {
            throw new IllegalArgumentException("l1 is what the network is trained for: mse or mae, not none");
        }
        if ((l2 == WaveformError.NONE) != (beta == 0)) {
            throw new IllegalArgumentException(
                    "beta and l2 go together: a weight and mse or mae for a network with a probe, else 0 and none");
        }
    }

    /** Of waveforms alone. */
    public WaveformObjective(double alpha, WaveformError l1, double beta, WaveformError l2) {
        this(alpha, l1, beta, l2, 0);
    }

    @Override
    public int leastSamples() {
        return spectralWeight > 0 ? SpectralError.LEAST_SAMPLES : 1;
    }

    /** Without a probe. */
    public static WaveformObjective of(WaveformError l1) {
        return new WaveformObjective(1, l1, 0, WaveformError.NONE);
    }

    /**
     * With the weights that were published with HTMD-Net for the two errors. Its slides name the pairs as (L2, L1) and their
     * weights as (β, α), for in "(-, MSE)", without deep supervision, it is the first that is missing: "(MAE, MSE) (0.05, 1)" is
     * MSE at the end.
     */
    public static WaveformObjective published(WaveformError l1, WaveformError l2) {
        if (l2 == WaveformError.NONE) {
            return of(l1);
        }
        if (l1 == l2) {
            return new WaveformObjective(1, l1, 0.5, l2);
        }
        return l1 == WaveformError.MSE ? new WaveformObjective(1, l1, 0.05, l2) : new WaveformObjective(0.1, l1, 1, l2);
    }

    @Override
    public boolean seesGains() {
        return false;
    }

    /** Whether it needs a network with a probe. */
    public boolean deep() {
        return l2 != WaveformError.NONE;
    }
}
