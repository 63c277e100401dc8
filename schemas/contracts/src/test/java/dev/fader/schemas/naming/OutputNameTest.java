package dev.fader.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.OutputFormat;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNameTest {

    /** Of everything that is written. */
    private static final List<String> USUAL = List.of("wav", "aiff", "flac", "mp3", "m4a", "opus");

    @ParameterizedTest
    @CsvSource({
        "SAME, a.wav, wav, a.wav",
        "SAME, a.WAV, wav, a.wav",
        "SAME, a.w64, wav, a.w64.wav",
        "SAME, a.aif, aiff, a.aif",
        "SAME, a.aiff, wav, a.aiff.wav",
        "SAME, a.ogg, opus, a.ogg",
        "SAME, a.ogg, flac, a.ogg.flac",
        "SAME, a.mp4, m4a, a.mp4",
        "SAME, a, wav, a.wav",
        "FLAC, a.wav, flac, a.flac",
        "AAC, a.mp4, m4a, a.m4a",
        "OPUS, a.ogg, opus, a.opus"
    })
    void anOutputIsCalledAsItsInputWhereItMayBe(OutputFormat format, String input, String usual, String expected) {
        assertThat(OutputName.written("a", format, input, usual)).isEqualTo(expected);
        String wanted = OutputName.wanted("a", format, input);
        assertThat(expected.equals(wanted)
                        || OutputName.mayFollow(format, input).contains(usual) && expected.equals(wanted + "." + usual))
                .isTrue();
    }

    @Test
    void inputsOfDifferentNamesNeverHaveOutputsOfOneName() {
        List<String> inputs = List.of("a.aif", "a.aiff", "b.w64", "b.wav", "c.flac", "c.ogg", "d.m4a", "d.mp4", "e");
        for (String one : inputs) {
            for (String other : inputs) {
                assertThat(one.equals(other) || Collections.disjoint(written(one), written(other)))
                        .as("%s and %s", one, other)
                        .isTrue();
            }
        }
    }

    /** Whatever is in the input. */
    private static List<String> written(String input) {
        return USUAL.stream()
                .map(usual -> OutputName.written(FileName.stem(input), OutputFormat.SAME, input, usual))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a//b", "a/ /b", "/a", "..", "a/../b", "a\tb", "a\nb", "a\\b", "a\u0000"})
    void whatIsNoNameIsRefused(String name) {
        assertThat(OutputName.fault(name)).isNotNull();
    }

    @Test
    void aNameLeavesRoomForWhatIsAddedToIt() {
        assertThat(OutputName.fault("\u00F6".repeat(115))).isNull();
        assertThat(OutputName.fault("\u00F6".repeat(116))).contains("230 bytes");
        assertThat(OutputName.fault("a/".repeat(255) + "a")).isNull();
        assertThat(OutputName.fault("a/".repeat(256) + "a")).contains("512");
    }
}
