package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceActivityTest {

    private static final int RATE = 22_050;

    @Test
    void silenceHasNoVoiceAndALabelForEachTwentyMilliseconds() throws IOException {
        VoiceLabels labels = VoiceActivity.of(new double[3 * RATE], RATE);

        assertThat(labels.count()).isEqualTo(150);
        assertThat(labels.active()).containsOnly(false);
        assertThat(labels.silentIn(0)).isTrue();
        assertThat(labels.silentIn(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 44_100})
    void burstsLikeSpeechAreHeardAndThePausesBetweenThemAreNot(int rate) throws IOException {
        VoiceLabels labels = VoiceActivity.of(bursts(rate, 8), rate);

        for (int second = 2; second < 8; second++) {
            assertThat(labels.silentIn(second)).as("second %d", second).isEqualTo(second % 2 == 1);
        }
    }

    @Test
    void aSignalAgreesWithItselfAndWithSilenceWhereItIsSilent() throws IOException {
        VoiceLabels voice = VoiceActivity.of(bursts(RATE, 8), RATE);
        VoiceLabels silence = VoiceActivity.of(new double[8 * RATE], RATE);

        assertThat(voice.agreeing(voice)).isEqualTo(voice.count());
        int heard = 0;
        for (boolean active : voice.active()) {
            heard += active ? 1 : 0;
        }
        assertThat(heard).isBetween(100, 300);
        assertThat(voice.agreeing(silence)).isEqualTo(voice.count() - heard);
    }

    @Test
    void aSecondIsSilentIfAtMostHalfOfItsLabelsAreActive() {
        boolean[] active = new boolean[100];
        for (int i = 0; i < 25; i++) {
            active[i] = true;
            active[50 + i] = true;
        }
        active[99] = true;

        assertThat(new VoiceLabels(active).silentIn(0)).isTrue();
        assertThat(new VoiceLabels(active).silentIn(1)).isFalse();
    }

    @Test
    void labelsOfDifferentLengthAreNotCompared() {
        assertThatThrownBy(() -> new VoiceLabels(new boolean[3]).agreeing(new VoiceLabels(new boolean[4])))
                .hasMessage("3 labels cannot be compared with 4");
    }

    @Test
    void theEnergyOfAToneIsItsLevelAndThatOfZerosIsTheFloor() {
        double[] tone = new double[RATE];
        for (int i = 0; i < RATE; i++) {
            tone[i] = 0.01 * Math.sin(2 * Math.PI * 100 * i / RATE);
        }

        assertThat(PredictedEnergy.db(tone, 0, RATE)).isCloseTo(-40 - 10 * Math.log10(2), within(1e-9));
        assertThat(PredictedEnergy.db(new double[10], 0, 10)).isEqualTo(-2000);
        assertThat(PredictedEnergy.db(new double[] {9, 0.1, -0.1, 9}, 1, 3)).isCloseTo(-20, within(1e-9));
    }

    /** Vowels of a voice with vibrato and two formants over a floor of noise, every other second. */
    private static double[] bursts(int rate, int seconds) {
        Random random = new Random(3);
        double[] signal = new double[seconds * rate];
        for (int i = 0; i < signal.length; i++) {
            double t = (double) i / rate;
            signal[i] = 1e-4 * random.nextGaussian();
            if ((int) t % 2 == 0) {
                double syllables = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * t);
                for (int h = 1; h <= 20; h++) {
                    double hertz = 160 * h;
                    double formants =
                            1 / (1 + Math.pow((hertz - 600) / 200, 2)) + 0.5 / (1 + Math.pow((hertz - 1800) / 300, 2));
                    signal[i] += 0.15
                            * syllables
                            * formants
                            * Math.sin(2 * Math.PI * hertz * t + 0.3 * h * Math.sin(2 * Math.PI * 5 * t));
                }
            }
        }
        return signal;
    }
}
