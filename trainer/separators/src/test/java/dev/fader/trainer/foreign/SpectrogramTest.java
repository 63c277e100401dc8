package dev.fader.trainer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.foreign.SeparatorDescription.Transform;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrogramTest {

    private static final int SAMPLES = 64;

    private static float[] noise() {
        Random random = new Random(5);
        float[] noise = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** By the definition: Σ w(i)·x(t·hop + i − fft/2)·e^(−2πj·b·i/fft), reflected at the ends. */
    @ParameterizedTest
    @CsvSource({"8, 4, 5, false", "16, 4, 8, true", "16, 5, 9, false"})
    void aFrameIsTheWindowedTransformAroundItsCentre(int fft, int hop, int bins, boolean normalised) {
        Spectrogram spectrogram = new Spectrogram(new Transform(fft, hop, bins, normalised, false));
        float[] signal = noise();
        int frames = spectrogram.frames(SAMPLES);
        float[] made = new float[2 * bins * frames];

        spectrogram.forward(signal, made, 0);

        assertThat(frames).isEqualTo(SAMPLES / hop + 1);
        for (int t = 0; t < frames; t++) {
            for (int b = 0; b < bins; b++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < fft; i++) {
                    int at = Math.abs(t * hop + i - fft / 2);
                    double x = signal[at >= SAMPLES ? 2 * SAMPLES - 2 - at : at]
                            * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / fft));
                    real += x * Math.cos(2 * Math.PI * b * i / fft);
                    imaginary -= x * Math.sin(2 * Math.PI * b * i / fft);
                }
                double scale = normalised ? 1 / Math.sqrt(fft) : 1;
                assertThat((double) made[b * frames + t]).isCloseTo(scale * real, within(1e-4));
                assertThat((double) made[(bins + b) * frames + t]).isCloseTo(scale * imaginary, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 2, false", "16, 4, true", "32, 8, false"})
    void thereAndBackIsTheSignal(int fft, int hop, boolean normalised) {
        Spectrogram spectrogram = new Spectrogram(new Transform(fft, hop, fft / 2 + 1, normalised, false));
        float[] made = new float[2 * (fft / 2 + 1) * spectrogram.frames(SAMPLES)];

        spectrogram.forward(noise(), made, 0);

        assertThat(spectrogram.inverse(made, 0, SAMPLES)).containsExactly(noise(), within(1e-5f));
    }

    @Test
    void withoutTheHighestBinATonePassesAndTheHighestDoesNot() {
        Spectrogram spectrogram = new Spectrogram(new Transform(16, 4, 8, false, false));
        float[] tone = new float[SAMPLES];
        float[] highest = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 2 * i / 16);
            highest[i] = i % 2 == 0 ? 1 : -1;
        }
        float[] made = new float[2 * 8 * spectrogram.frames(SAMPLES)];

        spectrogram.forward(tone, made, 0);
        float[] back = spectrogram.inverse(made, 0, SAMPLES);
        spectrogram.forward(highest, made, 0);
        float[] gone = spectrogram.inverse(made, 0, SAMPLES);

        for (int i = 16; i < SAMPLES - 16; i++) {
            assertThat(back[i]).isCloseTo(tone[i], within(1e-3f));
            assertThat(Math.abs(gone[i])).isLessThan(0.6f);
        }
    }
}
