package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormantSingerTest {

    private static final int RATE = 44_100;
    private static final Voice PLAIN = new Voice(40, 80, 1.0, 0.6, 8000, 0.02, 0.5, 5, 0, 0.02, 0, 1.2);

    @ParameterizedTest
    @ValueSource(ints = {45, 52, 60, 67, 74})
    void singsThePitchItIsAskedFor(int pitch) {
        Note note = new Note(0.2, 1.5, pitch, 100);

        float[] sound = new FormantSinger(PLAIN, RATE).sing(List.of(note), new Chance(5), 2 * RATE);

        double expected = 440 * Math.pow(2, (pitch - 69) / 12.0);
        double cents = 1200 * Math.log(pitchHz(sound, (int) (0.8 * RATE)) / expected) / Math.log(2);
        assertThat(cents).isCloseTo(0, Offset.offset(45.0));
    }

    @Test
    void isSilentBetweenPhrases() {
        Voice voice = PLAIN;
        List<Note> notes = List.of(new Note(0.1, 0.4, 57, 100), new Note(2.0, 0.4, 60, 100));

        float[] sound = new FormantSinger(voice, RATE).sing(notes, new Chance(1), 3 * RATE);

        assertThat(rms(sound, (int) (1.0 * RATE), RATE / 4))
                .isLessThan(0.01 * rms(sound, (int) (0.2 * RATE), RATE / 4));
    }

    @Test
    void vowelsChangeTheSpectrumButNotThePitch() {
        Note first = new Note(0.1, 0.8, 50, 100);
        Note second = new Note(0.9, 0.8, 50, 100);

        boolean differs = false;
        for (int seed = 0; seed < 4; seed++) {
            float[] sound = new FormantSinger(PLAIN, RATE).sing(List.of(first, second), new Chance(seed), 2 * RATE);
            double ratio = brightness(sound, (int) (0.5 * RATE)) / brightness(sound, (int) (1.3 * RATE));
            differs |= ratio > 1.5 || ratio < 1 / 1.5;
        }
        assertThat(differs).isTrue();
    }

    /** Energy of the first difference over the energy, which grows with frequency. */
    private static double brightness(float[] sound, int at) {
        double difference = 0;
        double energy = 0;
        for (int i = at; i < at + 4096; i++) {
            difference += Math.pow(sound[i] - sound[i - 1], 2);
            energy += sound[i] * sound[i];
        }
        return difference / energy;
    }

    private static double rms(float[] sound, int at, int count) {
        double energy = 0;
        for (int i = at; i < at + count; i++) {
            energy += sound[i] * sound[i];
        }
        return Math.sqrt(energy / count);
    }

    /** The lag of the largest autocorrelation, between 60 and 1000 Hz, the shortest within 3 % of the best. */
    private static double pitchHz(float[] sound, int at) {
        int count = 8192;
        double[] correlation = new double[RATE / 60 + 2];
        double best = 0;
        for (int lag = RATE / 1000; lag < correlation.length; lag++) {
            for (int i = at; i < at + count; i++) {
                correlation[lag] += sound[i] * sound[i + lag];
            }
            best = Math.max(best, correlation[lag]);
        }
        for (int lag = RATE / 1000 + 1; lag < correlation.length - 1; lag++) {
            double here = correlation[lag];
            if (here > 0.9 * best && here >= correlation[lag - 1] && here >= correlation[lag + 1]) {
                double curve = correlation[lag - 1] - 2 * here + correlation[lag + 1];
                return RATE / (lag + 0.5 * (correlation[lag - 1] - correlation[lag + 1]) / curve);
            }
        }
        return 0;
    }
}
