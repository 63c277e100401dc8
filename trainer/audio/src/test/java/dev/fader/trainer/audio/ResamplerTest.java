package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    private static double[][] resample(double[][] in, int from, int to, int block) throws IOException {
        int expected = (int) Resampler.framesFor(in[0].length, from, to);
        double[][] out = new double[in.length][expected];
        int[] filled = new int[1];
        Resampler.Sink sink = (planar, offset, count) -> {
            for (int c = 0; c < in.length; c++) {
                System.arraycopy(planar[c], offset, out[c], filled[0], count);
            }
            filled[0] += count;
        };
        try (Resampler resampler = new Resampler(from, to, in.length)) {
            for (int done = 0; done < in[0].length; ) {
                int some = Math.min(block, in[0].length - done);
                resampler.push(in, done, some, sink);
                done += some;
            }
            resampler.finish(sink);
        }
        assertThat(filled[0]).isEqualTo(expected);
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 44100",
        "44100, 48000",
        "44100, 22050",
        "96000, 44100",
        "8000, 44100",
        "22050, 44100",
        "44100, 16000"
    })
    void aToneStaysWhereItWas(int from, int to) throws IOException {
        double[][] tone = new double[2][from + 137];
        for (int i = 0; i < tone[0].length; i++) {
            tone[0][i] = Math.sin(2 * Math.PI * 997 * i / from);
            tone[1][i] = Math.cos(2 * Math.PI * 1501 * i / from);
        }

        double[][] out = resample(tone, from, to, 1000);

        double[] expected = new double[out[0].length];
        double[] second = new double[out[0].length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.sin(2 * Math.PI * 997 * i / to);
            second[i] = Math.cos(2 * Math.PI * 1501 * i / to);
        }
        // half a sample of shift would leave less than 25 dB
        assertThat(Signals.snr(expected, out[0], 400)).isNotNaN().isGreaterThan(90);
        assertThat(Signals.snr(second, out[1], 400)).isNotNaN().isGreaterThan(90);
    }

    @Test
    void thereAndBackIsAlignedToTheSample() throws IOException {
        Random random = new Random(4);
        double[][] music = new double[1][30_001];
        double state = 0;
        double slow = 0;
        for (int i = 0; i < music[0].length; i++) {
            // low frequencies, which both rates hold
            state = 0.9 * state + 0.1 * random.nextGaussian();
            slow = 0.7 * slow + 0.3 * state;
            music[0][i] = slow;
        }

        double[][] back = resample(resample(music, 48_000, 44_100, 4096), 44_100, 48_000, 4096);

        assertThat(back[0]).hasSize(30_001);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int shift = -3; shift <= 3; shift++) {
            double correlation = 0;
            for (int i = 100; i < 29_900; i++) {
                correlation += music[0][i] * back[0][i + shift];
            }
            if (correlation > most) {
                most = correlation;
                best = shift;
            }
        }
        assertThat(best).isZero();
        assertThat(Signals.snr(music[0], back[0], 200)).isNotNaN().isGreaterThan(30);
    }

    @Test
    void theResultDoesNotDependOnTheBlocks() throws IOException {
        double[][] music = Signals.music(48_000, 2, 20_011, 24);

        assertThat(resample(music, 48_000, 44_100, 333)).isDeepEqualTo(resample(music, 48_000, 44_100, 20_011));
    }

    @Test
    void anEmptyAndATinyStreamHaveTheRightLength() throws IOException {
        assertThat(resample(new double[1][0], 48_000, 44_100, 10)[0]).isEmpty();
        assertThat(resample(new double[1][1], 44_100, 48_000, 10)[0]).hasSize(1);
        assertThat(resample(new double[1][7], 44_100, 88_200, 10)[0]).hasSize(14);
    }
}
