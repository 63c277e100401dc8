package dev.fader.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.output.LeftOut;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a%5Cb.wav,backslash",
                "a%09b.wav,control character",
                "a%0Ab.wav,control character",
                "a%FFb.wav,not UTF-8",
                "Bj%F6rk.wav,not UTF-8",
                "%20a.wav,blank",
                "a.wav%20,blank",
                "a.wav%0A,blank",
                "odd%20/a.wav,blank",
                "odd%09folder/a.wav,control character",
                "odd%FF/a.wav,not UTF-8"
            })
    void aFileWithAnOddNameIsRefusedAlone(String odd, String reason) throws Exception {
        file("before.wav");
        file(odd);
        file("zoe.wav");

        LocalFiles found = LocalFiles.of(List.of(folder));

        assertThat(found.files()).extracting(LocalFiles.LocalFile::name).containsExactly("before", "zoe");
        assertThat(found.leftOut().refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).contains(reason);
            // it can be shown on one line
            assertThat(refused.file().chars()).noneMatch(Character::isISOControl);
            assertThat(refused.file()).contains(odd.contains("wav%") ? "a.wav" : ".wav");
        });
    }

    @Test
    void whatMacOsKeepsForItselfIsSkippedAndCounted() throws Exception {
        for (String name : List.of("song.wav", "._song.wav", ".DS_Store", "disc/._song.flac", "disc/cover.jpg")) {
            file(name);
        }

        LocalFiles found = LocalFiles.of(List.of(folder));

        assertThat(found.files()).extracting(LocalFiles.LocalFile::name).containsExactly("song");
        assertThat(found.leftOut()).isEqualTo(new LeftOut(List.of(), 3));
    }

    @Test
    void namesAreAsTheFileSystemHasThemWhateverTheLocale() throws Exception {
        for (String name : List.of("disc%202/Bj%C3%B6rk+1.wav", "%E5%AD%A6.FLAC", "Mr.%20Blue.wav", "100%25.mp3")) {
            file(name);
        }

        assertThat(LocalFiles.of(List.of(folder)).files())
                .extracting(LocalFiles.LocalFile::name)
                .containsExactlyInAnyOrder("disc 2/Bj\u00F6rk+1", "\u5B66", "Mr. Blue", "100%");
    }

    @Test
    void whatIsNamedMustBeThere() throws Exception {
        file("notes.txt");

        assertThatThrownBy(() -> LocalFiles.of(List.of(folder.resolve("none.wav"))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("none.wav is no file that can be read");
        assertThatThrownBy(() -> LocalFiles.of(List.of(folder)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has no audio files");
        assertThat(LocalFiles.of(List.of(folder.resolve("notes.txt"))).files()).hasSize(1);
    }

    /** @param name each byte that is odd as in a URI */
    private void file(String name) throws Exception {
        Path file = Path.of(URI.create(folder.toUri() + name));
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
