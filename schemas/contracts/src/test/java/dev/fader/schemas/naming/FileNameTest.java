package dev.fader.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "song.wav, song, wav",
        "a/b/SONG.Flac, a/b/SONG, flac",
        "album.mp3/song, album.mp3/song, ''",
        "Mr. Blue, Mr. Blue, ''",
        "01. Intro.wav, 01. Intro, wav",
        ".wav, .wav, ''",
        "a/.wav, a/.wav, ''",
        "song., song., ''",
        "song.remastered, song.remastered, ''",
        "song.tar.gz, song.tar, gz"
    })
    void anExtensionIsWhatLooksLikeOne(String path, String stem, String extension) {
        assertThat(FileName.stem(path)).isEqualTo(stem);
        assertThat(FileName.extension(path)).isEqualTo(extension);
    }
}
