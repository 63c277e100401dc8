package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsonicFilterTest {

    private static final int RATE = 44_100;
    private static final int FRAMES = 2 * RATE;

    private final SubsonicFilter filter = new SubsonicFilter(RATE);

    @ParameterizedTest
    @CsvSource({"20, -6", "30, -1.7", "40, -0.3", "100, 0", "1000, 0"})
    void aToneLosesWhatTheDocumentationSays(double hertz, double db) {
        float[] tone = tone(hertz, 0);

        float[] filtered = middle(filter.apply(tone));

        assertThat(20 * Math.log10(rms(filtered) / rms(middle(tone)))).isCloseTo(db, within(0.2));
    }

    @Test
    void anOffsetGoesAndWhatIsHeardStaysInPlace() {
        float[] tone = tone(100, 0);

        float[] filtered = middle(filter.apply(tone(100, 0.5)));

        float[] wanted = middle(tone);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(filtered[i]).isCloseTo(wanted[i], within(1e-3f));
        }
    }

    @Test
    void aPartIsWhatItIsInTheWhole() {
        float[] tone = tone(63, 0.2);
        float[] whole = filter.apply(tone);

        int begin = 20_000;
        int reach = filter.reach();
        float[] part = Arrays.copyOfRange(tone, begin - reach, begin + 500 + reach);

        assertThat(filter.apply(part, reach, 500))
                .containsExactly(Arrays.copyOfRange(whole, begin, begin + 500), within(1e-6f));
    }

    @Test
    void aSignalShorterThanItsReachIsFiltered() {
        assertThat(filter.apply(new float[] {1, -1, 1})).hasSize(3);
        assertThat(filter.apply(new float[0])).isEmpty();
    }

    private static float[] tone(double hertz, double offset) {
        float[] tone = new float[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            tone[i] = (float) (offset + 0.3 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return tone;
    }

    /** Away from the ends, where silence is heard as well. */
    private static float[] middle(float[] signal) {
        return Arrays.copyOfRange(signal, RATE / 2, FRAMES - RATE / 2);
    }

    private static double rms(float[] signal) {
        double squares = 0;
        for (float sample : signal) {
            squares += (double) sample * sample;
        }
        return Math.sqrt(squares / signal.length);
    }
}
