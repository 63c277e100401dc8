package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the third edition's devices do to tones. */
class ProductionTest {

    private static final int RATE = 44_100;

    private static float[][] tone(double hz, double amplitude, int frames) {
        float[][] tone = new float[2][frames];
        for (int i = 0; i < frames; i++) {
            tone[0][i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
            tone[1][i] = tone[0][i];
        }
        return tone;
    }

    /** The amplitude of one frequency, from the middle second. */
    private static double amplitude(float[] samples, double hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < RATE; i++) {
            double turn = 2 * Math.PI * hz * i / RATE;
            real += samples[RATE / 2 + i] * Math.cos(turn);
            imaginary += samples[RATE / 2 + i] * Math.sin(turn);
        }
        return 2 * Math.hypot(real, imaginary) / RATE;
    }

    @ParameterizedTest
    @ValueSource(ints = {88, 97, 100, 112})
    void aTapeMovesPitchAndKeepsTheTempo(int percent) {
        Tape tape = new Tape(percent);
        int frames = 2 * RATE;
        float[][] recorded = tone(1000, 0.5, tape.frames(frames));
        Note note = new Note(1, 0.5, 60, 100);

        float[][] played = tape.play(recorded, frames);

        assertThat(played[0]).hasSize(frames);
        assertThat(amplitude(played[0], 10 * percent)).isCloseTo(0.5, Offset.offset(0.002));
        double residue = 0;
        for (int i = RATE / 2; i < 3 * RATE / 2; i++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * 10 * percent * i / RATE);
            residue = Math.max(residue, Math.abs(played[0][i] - expected));
        }
        assertThat(residue).isLessThan(1e-3);
        assertThat(tape.toRecord(List.of(note)).getFirst().start() * 100 / percent)
                .isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void aFastTapeFoldsNothingBack() {
        Tape tape = new Tape(112);
        float[][] recorded = tone(21_500, 0.5, tape.frames(2 * RATE));

        float[][] played = tape.play(recorded, 2 * RATE);

        assertThat(amplitude(played[0], RATE - 1.12 * 21_500)).isLessThan(0.02);
    }

    @Test
    void aLimiterKeepsTheCeilingAndLeavesWhatIsFarFromItAlone() {
        double[] levels = new double[2 * RATE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i % 10_007 == 5000 ? 2.5 : 0.4;
        }
        levels[0] = 3;

        double[] gains = Limiter.gains(levels, 1, RATE);

        for (int i = 0; i < levels.length; i++) {
            assertThat(levels[i] * gains[i]).isLessThan(1 + 1e-9);
        }
        assertThat(gains[4500]).isGreaterThan(0.6);
        assertThat(gains[4800]).isGreaterThan(gains[5000]);
        assertThat(Limiter.gains(new double[RATE], 1, RATE)).containsOnly(1);
    }

    @Test
    void anAmplifierMakesHarmonicsUpToWhereItsLoudspeakerEnds() {
        float[][] clean = tone(500, 0.3, 2 * RATE);
        float[][] open = tone(500, 0.3, 2 * RATE);
        float[][] closed = tone(500, 0.3, 2 * RATE);

        new Amplifier(10, 0.3, 0).apply(open, 80, RATE);
        new Amplifier(10, 0.3, 5000).apply(closed, 80, RATE);

        assertThat(amplitude(clean[0], 9500)).isLessThan(1e-4);
        assertThat(amplitude(open[0], 1500)).isGreaterThan(0.05);
        assertThat(amplitude(open[0], 9500)).isGreaterThan(0.003);
        assertThat(amplitude(closed[0], 9500)).isLessThan(0.001);
        assertThat(Mixdown.activeRms(open)).isCloseTo(Mixdown.activeRms(clean), Offset.offset(1e-3));
    }

    @Test
    void whatIsBentStaysSilentWhereItWasSilent() {
        float[][] amplified = tone(500, 0.3, 2 * RATE);
        float[][] excited = tone(4000, 0.3, 2 * RATE);
        for (int c = 0; c < 2; c++) {
            Arrays.fill(amplified[c], 0, RATE / 2, 0);
            Arrays.fill(excited[c], 0, RATE / 2, 0);
        }

        new Amplifier(10, 0.6, 5000).apply(amplified, 80, RATE);
        new Exciter(3000, -11, 1.5, 5000).apply(excited, RATE);

        assertThat(Arrays.copyOf(amplified[0], RATE / 2)).containsOnly(0);
        assertThat(Arrays.copyOf(excited[0], RATE / 2)).containsOnly(0);
        assertThat(Mixdown.activeRms(amplified)).isGreaterThan(0.1);
    }

    @Test
    void anExciterFillsTheTopAsLoudAsItIsTold() {
        float[][] sound = tone(4100, 0.1, 2 * RATE);
        float[][] low = tone(300, 0.9, 2 * RATE);
        for (int i = 0; i < 2 * RATE; i++) {
            sound[0][i] += low[0][i];
            sound[1][i] += low[1][i];
        }
        double whole = Mixdown.activeRms(sound);

        new Exciter(3000, -25, 0.8, 7000).apply(sound, RATE);

        double harmonics = Math.hypot(amplitude(sound[0], 8200), amplitude(sound[0], 12_300)) / Math.sqrt(2);
        assertThat(20 * Math.log10(harmonics / whole)).isCloseTo(-25, Offset.offset(2.0));
        assertThat(amplitude(sound[0], 300)).isCloseTo(0.9, Offset.offset(0.01));
    }

    @Test
    void anExciterLeavesASoundWithoutOvertonesAlone() {
        float[][] sound = tone(60, 0.5, 2 * RATE);

        new Exciter(4500, -15, 0.8, 7000).apply(sound, RATE);

        assertThat(sound).isDeepEqualTo(tone(60, 0.5, 2 * RATE));
    }

    @Test
    void shelvesRaiseOneSideOnly() {
        assertThat(gainDb(Biquad.highShelf(3000, 6, RATE), 12_000)).isCloseTo(6, Offset.offset(0.3));
        assertThat(gainDb(Biquad.highShelf(3000, 6, RATE), 100)).isCloseTo(0, Offset.offset(0.1));
        assertThat(gainDb(Biquad.lowShelf(300, -6, RATE), 50)).isCloseTo(-6, Offset.offset(0.3));
        assertThat(gainDb(Biquad.lowShelf(300, -6, RATE), 5000)).isCloseTo(0, Offset.offset(0.1));
    }

    private static double gainDb(Biquad filter, double hz) {
        float[][] sound = tone(hz, 0.5, 2 * RATE);
        filter.apply(sound);
        return 20 * Math.log10(amplitude(sound[0], hz) / 0.5);
    }

    @Test
    void theRumbleFilterTakesAnOffsetAndLeavesTheLowestBass() {
        float[][] offset = new float[2][4 * RATE];
        for (float[] samples : offset) {
            Arrays.fill(samples, 0.5f);
        }
        float[][] bass = tone(41, 0.5, 2 * RATE);
        float[][] deep = tone(18, 0.5, 2 * RATE);

        RumbleFilter.apply(offset, RATE);
        RumbleFilter.apply(bass, RATE);
        RumbleFilter.apply(deep, RATE);

        assertThat(Math.abs((double) offset[0][RATE])).isLessThan(1e-6);
        assertThat(amplitude(bass[0], 41)).isCloseTo(0.5, Offset.offset(0.02));
        assertThat(amplitude(deep[0], 18)).as("23 dB lower").isLessThan(0.05);
    }
}
