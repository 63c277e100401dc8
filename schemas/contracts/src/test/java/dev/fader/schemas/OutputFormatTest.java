package dev.fader.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.FileType;
import dev.fader.schemas.remix.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"same", "wav", "mp3@192", "flac/48000", "aac@256/48000", "same/44100", "opus@96/48000"})
    void aFormatIsWrittenAsItIsRead(String word) {
        assertThat(OutputFormat.parse(word)).hasToString(word);
        assertThat(FaderJson.write(OutputFormat.parse(word))).isEqualTo("\"" + word + "\"");
        assertThat(FaderJson.read("\"" + word + "\"", OutputFormat.class)).isEqualTo(OutputFormat.parse(word));
    }

    @Test
    void whatIsNotSaidIsUsual() {
        assertThat(OutputFormat.parse("mp3")).isEqualTo(OutputFormat.of(FileType.MP3));
        assertThat(OutputFormat.parse("MP3@192/48000")).isEqualTo(new OutputFormat(FileType.MP3, 192, 48_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "mp3@191 | mp3 has no 191 kbit/s: expected one of [8, 16,",
                "flac@192 | flac has no bit rate to choose: it is for mp3, aac and opus",
                "same@192 | same has no bit rate to choose",
                "mp3/96000 | mp3 has no 96000 Hz: expected one of [8000, 11025,",
                "opus/44100 | opus has no 44100 Hz: expected one of [48000]",
                "wav/1000 | a sample rate lies between 8000 and 384000 Hz, unlike 1000",
                "ogg | 'ogg' is no output format: expected one of same, wav, flac, mp3, aac, opus",
                "MP-3 | 'MP-3' is no output format: expected same, wav,",
                "mp3@192k | 'mp3@192k' is no output format",
                "mp3@ | 'mp3@' is no output format",
                "mp3/48000@192 | 'mp3/48000@192' is no output format"
            })
    void whatCannotBeIsRefusedWithWhatCan(String word, String reason) {
        assertThatThrownBy(() -> OutputFormat.parse(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }
}
