package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.audio.Loudness;
import org.junit.jupiter.api.Test;

class LoudnessGoalTest {

    private static final Loudness INPUT = new Loudness(-16, 5, -3, -3.2);
    private static final Loudness REMIX = new Loudness(-18, 5, -4, -4.2);

    @Test
    void whatIsKeptGetsNoGain() {
        assertThat(new LoudnessGoal.Keep().gainFor(INPUT, REMIX)).isEqualTo(LoudnessGoal.Gain.NONE);
    }

    @Test
    void aRemixIsMadeAsLoudAsItsInput() {
        LoudnessGoal.Gain gain = new LoudnessGoal.MatchInput(-1).gainFor(INPUT, REMIX);

        assertThat(gain.db()).isCloseTo(2, within(1e-9));
        assertThat(gain.missLu()).isZero();
    }

    @Test
    void aCeilingInTheWayMakesTheGainSmallerAndTheMissKnown() {
        LoudnessGoal.Gain gain = new LoudnessGoal.Target(-9, -1).gainFor(INPUT, REMIX);

        assertThat(gain.db()).isCloseTo(3, within(1e-9));
        assertThat(gain.missLu()).isCloseTo(6, within(1e-9));
    }

    @Test
    void aRemixThatIsLoudEnoughIsLoweredToTheCeiling() {
        Loudness peaking = new Loudness(-14, 5, 2, 1.9);

        assertThat(new LoudnessGoal.Target(-14, -1).gainFor(INPUT, peaking).db())
                .isCloseTo(-3, within(1e-9));
    }

    @Test
    void silenceGetsNoGain() {
        Loudness silence =
                new Loudness(Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        assertThat(new LoudnessGoal.Target(-14, -1).gainFor(silence, silence)).isEqualTo(LoudnessGoal.Gain.NONE);
    }
}
