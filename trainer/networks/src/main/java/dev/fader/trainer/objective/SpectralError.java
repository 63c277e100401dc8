package dev.fader.trainer.objective;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Spectra;
import dev.fader.trainer.graph.Value;

/**
 * The multi-resolution STFT loss (Yamamoto, Song and Kim 2020, "Parallel WaveGAN", equations 3 to 6): for each transform S the
 * spectral convergence {@code ‖|S|−|Ŝ|‖ / ‖|S|‖} and the mean of {@code |ln|S| − ln|Ŝ||}; then the mean over the transforms. Norms
 * are over the whole batch, so that a source that is silent in one example has a scale. Windows are as long as their transforms.
 */
final class SpectralError {

    /** Samples of the transforms. */
    static final int[] TRANSFORMS = {512, 1024, 2048};

    /** An example has more samples than the half of the longest transform, which is reflected at its ends. */
    static final int LEAST_SAMPLES = TRANSFORMS[TRANSFORMS.length - 1] / 2 + 1;

    /** Of a power: a magnitude of 1e-4, a sine at −122 dB of full scale in the shortest window. What is below it is silence. */
    static final double FLOOR = 1e-8;

    private static final double TINY = 1e-12;

    private SpectralError() {}

    /** @param target (B, K, L). @param estimate likewise. @return a scalar */
    static Value between(Value target, Value estimate) {
        Value signals = Ops.mergeLeading(target);
        Value estimates = Ops.mergeLeading(estimate);
        Value sum = of(signals, estimates, TRANSFORMS[0]);
        for (int i = 1; i < TRANSFORMS.length; i++) {
            sum = sum.plus(of(signals, estimates, TRANSFORMS[i]));
        }
        return sum.times(1.0 / TRANSFORMS.length);
    }

    private static Value of(Value signals, Value estimates, int fft) {
        Value wanted = Spectra.magnitudes(signals, fft, FLOOR);
        Value found = Spectra.magnitudes(estimates, fft, FLOOR);
        Value missed = Ops.sqrt(Ops.sum(Ops.square(wanted.minus(found))).plus(TINY));
        Value convergence =
                missed.dividedBy(Ops.sqrt(Ops.sum(Ops.square(wanted)).plus(TINY)));
        return convergence.plus(Ops.mean(Ops.abs(Ops.log(wanted).minus(Ops.log(found)))));
    }
}
