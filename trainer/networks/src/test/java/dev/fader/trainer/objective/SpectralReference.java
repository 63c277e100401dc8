package dev.fader.trainer.objective;

/** The multi-resolution STFT loss written down in plain Java from its paper, with sums in place of transforms. */
final class SpectralReference {

    private SpectralReference() {}

    /** @param target (M, samples), one row after the other */
    static double distance(float[] target, float[] estimate, int samples) {
        double sum = 0;
        for (int fft : new int[] {512, 1024, 2048}) {
            double missed = 0;
            double whole = 0;
            double logarithms = 0;
            long bins = 0;
            for (int row = 0; row < target.length / samples; row++) {
                for (int middle = 0; middle <= samples; middle += fft / 4) {
                    for (int bin = 0; bin <= fft / 2; bin++) {
                        double wanted = magnitude(target, row * samples, samples, middle, bin, fft);
                        double found = magnitude(estimate, row * samples, samples, middle, bin, fft);
                        missed += (wanted - found) * (wanted - found);
                        whole += wanted * wanted;
                        logarithms += Math.abs(Math.log(wanted / found));
                        bins++;
                    }
                }
            }
            sum += Math.sqrt(missed / whole) + logarithms / bins;
        }
        return sum / 3;
    }

    private static double magnitude(float[] signal, int begin, int samples, int middle, int bin, int fft) {
        double real = 0;
        double imaginary = 0;
        for (int n = 0; n < fft; n++) {
            int at = Math.abs(middle - fft / 2 + n);
            at = at < samples ? at : 2 * (samples - 1) - at;
            double windowed = signal[begin + at] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / fft));
            double angle = 2 * Math.PI * ((long) bin * n % fft) / fft;
            real += windowed * Math.cos(angle);
            imaginary -= windowed * Math.sin(angle);
        }
        return Math.sqrt(Math.max(real * real + imaginary * imaginary, 1e-8));
    }
}
