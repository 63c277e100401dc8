package dev.fader.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedChangeTest {

    private static final int COUNT = 4_000;
    private static final int RATE = 44_100;

    @ParameterizedTest
    @CsvSource({"1, 1000", "0.9, 440", "1.1, 440", "1.1, 12000", "0.8, 15000", "1.25, 14000", "0.913, 9001"})
    void aToneIsAsLoudAsItWasAndAsMuchHigherAsItIsFaster(double speed, double hertz) {
        float[] changed = new SpeedChange(speed).apply(tone(hertz, SpeedChange.samplesFor(COUNT, speed)), COUNT);

        // the first result stands where all of its neighbours are known
        int reach = (int) Math.ceil(32 * Math.max(1, speed));
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * hertz / RATE * (reach - 1 + i * speed));
            squares += Math.pow(changed[i] - expected, 2);
        }
        assertThat(20 * Math.log10(Math.sqrt(squares / COUNT) / (0.5 / Math.sqrt(2))))
                .isLessThan(-70);
    }

    @ParameterizedTest
    @CsvSource({"1.25, 19500", "1.12, 21700"})
    void whatWouldBeTooHighIsGone(double speed, double hertz) {
        float[] changed = new SpeedChange(speed).apply(tone(hertz, SpeedChange.samplesFor(COUNT, speed)), COUNT);

        double squares = 0;
        for (float sample : changed) {
            squares += sample * sample;
        }
        assertThat(Math.sqrt(squares / COUNT)).isLessThan(5e-4);
    }

    private static float[] tone(double hertz, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz / RATE * i));
        }
        return tone;
    }
}
