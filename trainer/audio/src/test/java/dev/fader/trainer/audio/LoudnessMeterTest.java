package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.Loudness;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals of EBU Tech 3341 and 3342, which a meter must read within 0.1 LU and 1 LU. */
class LoudnessMeterTest {

    /** Levels in dBFS of a 1 kHz tone in both channels, each with its seconds. */
    private static Loudness tone(int rate, double... levelsAndSeconds) {
        LoudnessMeter meter = new LoudnessMeter(rate, 2);
        long frame = 0;
        double[][] block = new double[2][rate / 20];
        for (int n = 0; n < levelsAndSeconds.length; n += 2) {
            double amplitude = Math.pow(10, levelsAndSeconds[n] / 20);
            for (int b = 0; b < levelsAndSeconds[n + 1] * 20; b++) {
                for (int i = 0; i < block[0].length; i++, frame++) {
                    block[0][i] = (amplitude * Math.sin(2 * Math.PI * 1000 * frame / rate));
                    block[1][i] = block[0][i];
                }
                meter.add(block, 0, block[0].length);
            }
        }
        return meter.result();
    }

    @ParameterizedTest
    @CsvSource({"-23, 48000", "-33, 48000", "-23, 44100", "-33, 44100", "-23, 96000", "-23, 22050"})
    void aSteadyToneHasItsLevel(double level, int rate) {
        Loudness loudness = tone(rate, level, 20);

        assertThat(loudness.integratedLufs()).isCloseTo(level, Offset.offset(0.1));
        assertThat(loudness.truePeakDb()).isCloseTo(level, Offset.offset(0.3));
        assertThat(loudness.rangeLu()).isCloseTo(0.0, Offset.offset(0.1));
    }

    @Test
    void quietPartsAreGatedOut() {
        assertThat(tone(48_000, -36, 10, -23, 60, -36, 10).integratedLufs()).isCloseTo(-23.0, Offset.offset(0.1));
        assertThat(tone(48_000, -72, 10, -36, 10, -23, 60, -36, 10, -72, 10).integratedLufs())
                .isCloseTo(-23.0, Offset.offset(0.1));
    }

    @Test
    void theRangeIsTheDistanceOfLoudAndQuiet() {
        assertThat(tone(48_000, -20, 20, -30, 20).rangeLu()).isCloseTo(10.0, Offset.offset(1.0));
        assertThat(tone(48_000, -40, 20, -20, 20).rangeLu()).isCloseTo(20.0, Offset.offset(1.0));
    }

    @Test
    void aPeakBetweenSamplesIsSeen() {
        LoudnessMeter meter = new LoudnessMeter(48_000, 1);
        double[][] tone = new double[1][4800];
        for (int i = 0; i < tone[0].length; i++) {
            // a quarter of the rate, 45° off: samples reach 0.5, the wave 0.707
            tone[0][i] = (Math.sqrt(0.5) * Math.sin(Math.PI / 2 * i + Math.PI / 4));
        }
        meter.add(tone, 0, tone[0].length);

        assertThat(meter.result().truePeakDb()).isCloseTo(-3.01, Offset.offset(0.3));
    }

    @Test
    void thePeakDoesNotDependOnTheBlocksInWhichASignalComes() {
        double[][] music = Signals.music(48_000, 1, 20_000, 24);
        LoudnessMeter whole = new LoudnessMeter(48_000, 1);
        LoudnessMeter bySample = new LoudnessMeter(48_000, 1);

        whole.add(music, 0, 20_000);
        for (int i = 0; i < 20_000; i++) {
            bySample.add(music, i, 1);
        }

        assertThat(bySample.result().truePeakDb()).isEqualTo(whole.result().truePeakDb());
    }

    @Test
    void silenceHasNoLoudness() {
        LoudnessMeter meter = new LoudnessMeter(44_100, 2);
        meter.add(new double[2][100_000], 0, 100_000);

        assertThat(meter.result().integratedLufs()).isNull();
        assertThat(meter.result().truePeakDb()).isNull();
    }
}
