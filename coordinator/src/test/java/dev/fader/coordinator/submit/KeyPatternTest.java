package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "** a/b/c.wav true",
                "**.wav a/b/c.wav true",
                "**.wav c.wav true",
                "**.wav c.wave false",
                "*.wav c.wav true",
                "*.wav a/c.wav false",
                "*/*.wav a/c.wav true",
                "**/*.wav c.wav false",
                "a?c abc true",
                "a?c a/c false",
                "a?c a🎵c true",
                "**.{wav,flac} x/y.flac true",
                "**.{wav,flac} x/y.mp3 false",
                "{a,b}/{c,d} b/c true",
                "[live].wav [live].wav true",
                "[live].wav l.wav false",
                "*a* bab true"
            })
    void aKeyMatchesOrNot(String pattern, String key, boolean matches) {
        assertThat(new KeyPattern(pattern).matches(key)).isEqualTo(matches);
    }

    @Test
    void whatHasNoEndIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyPattern("{a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyPattern("a}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyPattern("{a,{b,c}}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyPattern("{a,b}".repeat(20)));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyPattern("a".repeat(300)));
        assertThatNoException().isThrownBy(() -> new KeyPattern(""));
    }

    @Test
    @Timeout(10)
    void noPatternTakesLongWhateverTheKey() {
        KeyPattern pattern = new KeyPattern("**a".repeat(60) + "b");
        String key = "a".repeat(1024);

        long begun = System.nanoTime();
        boolean matches = pattern.matches(key);

        assertThat(matches).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
}
