package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandMeterTest {

    private static final int RATE = 44_100;

    /** The share of a tone's energy that the meter sees; 0 Hz stands for a constant. */
    private static double share(BandMeter meter, double hz) {
        double[] tone = new double[10 * RATE];
        double energy = 0;
        for (int i = 0; i < tone.length; i++) {
            tone[i] = Math.cos(2 * Math.PI * hz * i / RATE);
            energy += tone[i] * tone[i];
        }
        meter.add(tone, 0, 1000);
        meter.add(tone, 1000, tone.length - 1000);
        return meter.energy() / energy;
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.02", "5, 1, 0.02", "16, 0.97, 0.02", "27.5, 0.004, 0.004", "41, 0, 0.001", "2005, 0, 0.001"})
    void seesWhatLiesBelowAFrequency(double hz, double expected, double within) {
        assertThat(share(BandMeter.below(20, RATE), hz)).isCloseTo(expected, Offset.offset(within));
    }

    @ParameterizedTest
    @CsvSource({"4000, 0, 0.001", "9500, 1, 0.1", "12000, 1, 0.02", "15000, 0.9, 0.1", "20000, 0, 0.01"})
    void seesWhatLiesBetweenTwo(double hz, double expected, double within) {
        assertThat(share(BandMeter.between(8000, 16_000, RATE), hz)).isCloseTo(expected, Offset.offset(within));
    }

    @ParameterizedTest
    @CsvSource({"4000, 0, 0.001", "12000, 1, 0.02", "15500, 1, 0.02"})
    void anUpperEndBeyondHalfTheRateIsNone(double hz, double expected, double within) {
        assertThat(share(BandMeter.between(8000, 16_000, 32_000), hz * RATE / 32_000))
                .isCloseTo(expected, Offset.offset(within));
    }
}
