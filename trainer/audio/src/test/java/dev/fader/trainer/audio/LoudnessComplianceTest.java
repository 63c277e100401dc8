package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.Loudness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The synthetic signals of EBU Tech 3341 (table 1) and EBU Tech 3342 (table 1), with their tolerances. Left out are the
 * recorded programmes, which cannot be synthesised, and cases 9 to 14, which read displays of momentary and short-term
 * loudness that this meter does not have.
 */
class LoudnessComplianceTest {

    private static final double LOUDNESS_TOLERANCE = 0.1;
    private static final double RANGE_TOLERANCE = 1;

    /** A 1 kHz sine of so many dBFS in each channel. */
    private record Tone(double seconds, List<Double> levels) {

        static Tone stereo(double seconds, double level) {
            return new Tone(seconds, List.of(level, level));
        }
    }

    private static Loudness measure(int rate, List<Tone> tones) {
        int channels = tones.getFirst().levels().size();
        LoudnessMeter meter = new LoudnessMeter(rate, channels);
        for (Tone tone : tones) {
            int frames = (int) Math.round(tone.seconds() * rate);
            double[][] planar = new double[channels][frames];
            for (int c = 0; c < channels; c++) {
                double amplitude = Math.pow(10, tone.levels().get(c) / 20);
                for (int i = 0; i < frames; i++) {
                    planar[c][i] = amplitude * Math.sin(2 * Math.PI * 1000 * i / rate);
                }
            }
            meter.add(planar, 0, frames);
        }
        return meter.result();
    }

    private static List<Tone> tones(double... secondsAndLevels) {
        List<Tone> tones = new ArrayList<>();
        for (int i = 0; i < secondsAndLevels.length; i += 2) {
            tones.add(Tone.stereo(secondsAndLevels[i], secondsAndLevels[i + 1]));
        }
        return tones;
    }

    private static void assertIntegrated(double lufs, List<Tone> tones) {
        for (int rate : new int[] {44_100, 48_000}) {
            assertThat(measure(rate, tones).integratedLufs())
                    .as("at %d Hz", rate)
                    .isCloseTo(lufs, within(LOUDNESS_TOLERANCE));
        }
    }

    @Test
    void tech3341Cases1And2ASteadyToneHasItsLevel() {
        assertIntegrated(-23, tones(20, -23));
        assertIntegrated(-33, tones(20, -33));
    }

    @Test
    void tech3341Case3TheRelativeGateLeavesQuietPartsOut() {
        assertIntegrated(-23, tones(10, -36, 60, -23, 10, -36));
    }

    @Test
    void tech3341Case4TheAbsoluteGateLeavesPausesOut() {
        assertIntegrated(-23, tones(10, -72, 10, -36, 60, -23, 10, -36, 10, -72));
    }

    @Test
    void tech3341Case5LevelsWithinTheGateAreAveragedAsEnergies() {
        assertIntegrated(-23, tones(20, -26, 20.1, -20, 20, -26));
    }

    @Test
    void tech3341Case6SurroundChannelsWeighMoreAndTheLowFrequencyOneNothing() {
        assertIntegrated(-23, List.of(new Tone(20, List.of(-28.0, -28.0, -24.0, -30.0, -30.0))));
        assertIntegrated(-23, List.of(new Tone(20, List.of(-28.0, -28.0, -24.0, -10.0, -30.0, -30.0))));
    }

    @ParameterizedTest
    @CsvSource({
        // case 15 to 19: divisor of the rate, phase in degrees, amplitude, expected dBTP
        "4, 0, 0.5, -6",
        "4, 45, 0.5, -6",
        "6, 60, 0.5, -6",
        "8, 67.5, 0.5, -6",
        "4, 45, 1.41, 3"
    })
    void tech3341Cases15To19PeaksBetweenSamplesAreSeen(double divisor, double phase, double amplitude, double dbtp) {
        double[][] sine = new double[1][48_000];
        for (int i = 0; i < sine[0].length; i++) {
            // faded in, since a tone that begins at once overshoots truly
            double fade = Math.min(1, i / 1000.0);
            sine[0][i] = fade * amplitude * Math.sin(2 * Math.PI * i / divisor + Math.toRadians(phase));
        }

        assertTruePeak(sine, dbtp);
    }

    /** Quiet tone, one loud crest; made at four times the rate and thinned out beginning at each of four samples. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void tech3341Cases20To23ASingleCrestIsSeenWhereverItFallsBetweenSamples(int offset) {
        int frames = 9_600;
        double[] fine = new double[4 * frames];
        double highest = 0;
        for (int i = 0; i < fine.length; i++) {
            // a crest without anything above a quarter of the rate: a sinc under a long window
            double t = (i - 2 * frames) / 4.0;
            double window = Math.abs(t) < 200 ? 0.5 + 0.5 * Math.cos(Math.PI * t / 200) : 0;
            double sinc = t == 0 ? 1 : Math.sin(Math.PI / 2 * t) / (Math.PI / 2 * t);
            fine[i] = 0.25 * Math.sin(2 * Math.PI / 6 * t) + 0.75 * window * sinc;
            highest = Math.max(highest, Math.abs(fine[i]));
        }
        double[][] thin = new double[1][frames];
        for (int i = 0; i < frames; i++) {
            thin[0][i] = fine[4 * i + offset] / highest;
        }

        assertTruePeak(thin, 0);
    }

    private static void assertTruePeak(double[][] signal, double dbtp) {
        LoudnessMeter meter = new LoudnessMeter(48_000, signal.length);
        // in blocks of all sizes, since what is skipped must not depend on them
        for (int done = 0, size = 1; done < signal[0].length; size = size * 3 % 1009 + 1) {
            int some = Math.min(size, signal[0].length - done);
            meter.add(signal, done, some);
            done += some;
        }
        assertThat(meter.result().truePeakDb()).isBetween(dbtp - 0.4, dbtp + 0.2);
    }

    @Test
    void tech3342Cases1To4TheRangeIsTheDistanceOfLoudAndQuiet() {
        assertRange(10, tones(20, -20, 20, -30));
        assertRange(5, tones(20, -20, 20, -15));
        assertRange(20, tones(20, -40, 20, -20));
        assertRange(15, tones(20, -50, 20, -35, 20, -20, 20, -35, 20, -50));
    }

    private static void assertRange(double lu, List<Tone> tones) {
        assertThat(measure(48_000, tones).rangeLu()).isCloseTo(lu, within(RANGE_TOLERANCE));
    }
}
