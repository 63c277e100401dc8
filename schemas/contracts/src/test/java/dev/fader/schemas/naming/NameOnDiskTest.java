package dev.fader.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameOnDiskTest {

    @ParameterizedTest
    @CsvSource({
        "Song.wav, sONG.WAV",
        "Bj\u00F6rk.wav, Bjo\u0308rk.wav",
        "BJ\u00D6RK.wav, bjo\u0308rk.wav",
        "stra\u00DFe.wav, STRASSE.wav",
        "\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2.wav, \u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3.wav",
        "\uFB01lm.wav, FILM.wav",
        "\u212Aelvin.wav, kelvin.wav",
        "\u01C6.wav, \u01C5.wav",
        "a\u200Db\uFEFF.wav, ab.wav",
        "disc 1./a.wav, disc 1/a.wav",
        "disc /a.wav, disc/a.wav"
    })
    void namesThatSomeFileSystemTakesForTheSameAreEqual(String one, String other) {
        assertThat(NameOnDisk.of(one)).isEqualTo(NameOnDisk.of(other));
    }

    @ParameterizedTest
    @CsvSource({"a.wav, a.wave", "\u00F6.wav, o.wav", "a/b.wav, ab.wav", ".a.wav, a.wav", "a b.wav, ab.wav"})
    void otherNamesAreNot(String one, String other) {
        assertThat(NameOnDisk.of(one)).isNotEqualTo(NameOnDisk.of(other));
    }
}
