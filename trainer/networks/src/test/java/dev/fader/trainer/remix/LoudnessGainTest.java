package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.LoudnessPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoudnessGainTest {

    private static final Loudness INPUT = new Loudness(-16.0, -3.0, 5.0);
    private static final Loudness REMIX = new Loudness(-18.0, -4.0, 5.0);
    private static final Loudness SILENCE = new Loudness(null, null, 0.0);

    @Test
    void whatIsKeptGetsNoGain() {
        assertThat(LoudnessGain.of(LoudnessPolicy.NONE, INPUT, REMIX)).isEqualTo(LoudnessGain.NONE);
    }

    @Test
    void aRemixIsMadeAsLoudAsItsInput() {
        LoudnessGain gain = LoudnessGain.of(LoudnessPolicy.match(), INPUT, REMIX);

        assertThat(gain.db()).isCloseTo(2, within(1e-9));
        assertThat(gain.missLu()).isZero();
    }

    @Test
    void aCeilingInTheWayMakesTheGainSmallerAndTheMissKnown() {
        LoudnessGain gain = LoudnessGain.of(LoudnessPolicy.target(-9, -1), INPUT, REMIX);

        assertThat(gain.db()).isCloseTo(3, within(1e-9));
        assertThat(gain.missLu()).isCloseTo(6, within(1e-9));
    }

    @Test
    void aRemixThatIsLoudEnoughIsLoweredToTheCeiling() {
        Loudness peaking = new Loudness(-14.0, 2.0, 5.0);

        assertThat(LoudnessGain.of(LoudnessPolicy.target(-14, -1), INPUT, peaking)
                        .db())
                .isCloseTo(-3, within(1e-9));
    }

    @Test
    void whatCannotBeMeasuredGetsNoGainAndNoMissIsClaimed() {
        Loudness tooShort = new Loudness(null, -20.0, 0.0);

        for (Loudness sound : List.of(SILENCE, tooShort)) {
            LoudnessGain gain = LoudnessGain.of(LoudnessPolicy.target(-14, -1), sound, sound);
            assertThat(gain.db()).isZero();
            assertThat(gain.missLu()).isNull();
        }
        assertThat(LoudnessGain.of(LoudnessPolicy.match(), SILENCE, REMIX).missLu())
                .isNull();
        assertThat(LoudnessGain.of(LoudnessPolicy.match(), tooShort, tooShort).missLu())
                .isNull();
    }

    @Test
    void silenceIsAsLoudAsSilence() {
        assertThat(LoudnessGain.of(LoudnessPolicy.match(), SILENCE, SILENCE)).isEqualTo(LoudnessGain.NONE);
    }
}
