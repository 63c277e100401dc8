package dev.fader.trainer.remix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTagsTest {

    private static final Map<String, String> INPUT = Map.of(
            "title", "A song",
            "replaygain_album_gain", "-7 dB",
            "r128_track_gain", "-512",
            "comment-itunnorm", " 00000A2C",
            "isrc", "DEZ651700123");

    @Test
    void aChangedSoundLosesItsPlaybackGainsAndSaysWhatWasDone() {
        assertThat(OutputTags.of(INPUT, false, "model a; vocals -3 dB"))
                .containsOnly(
                        Map.entry("title", "A song"),
                        Map.entry("isrc", "DEZ651700123"),
                        Map.entry("processing", "Fader: model a; vocals -3 dB"));
    }

    @Test
    void anUnchangedSoundKeepsThem() {
        assertThat(OutputTags.of(INPUT, true, "")).isEqualTo(INPUT);
    }

    @Test
    void aRemixOfARemixTellsOfBoth() {
        assertThat(OutputTags.of(Map.of("processing", "Fader: one"), false, "two"))
                .containsOnly(Map.entry("processing", "Fader: one | Fader: two"));
    }
}
