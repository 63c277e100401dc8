package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.ChapterList;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What independent programs find in files that are written here; each is skipped where it is not installed. */
class OtherProgramsTest {

    private static final Carried CARRIED = Carried.of(
                    Text.of("title", "Grüße aus 東京"),
                    Text.of("artist", "Ænima", "Nobody"),
                    Text.of("album", "Größte Hits"),
                    Text.of("isrc", "DEZ651700123"),
                    Text.of("track", "3/12"),
                    Text.of("genre", "Rock"),
                    Text.of("language", "deu"),
                    Text.of("processing", "Fader: a test"))
            .plus(TagsTest.picture(5000, Picture.FRONT_COVER, "front"));

    @TempDir
    Path folder;

    private Path written(AudioEncoding encoding, Carried carried) throws IOException {
        Path file = folder.resolve("a." + encoding.extension());
        Signals.write(
                file, AudioOutput.of(encoding, 48_000, 2).carrying(carried), Signals.music(48_000, 2, 48_000, 16));
        return file;
    }

    private static String said(String... command) throws IOException, InterruptedException {
        boolean there = Files.exists(Path.of("/usr/bin", command[0]));
        assumeTrue(there, command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "AIFF_16", "FLAC_16", "MP3", "ALAC_16", "AAC", "OPUS"})
    void exiftoolFindsTheTextsAndNothingWrong(AudioEncoding encoding) throws Exception {
        String said = said("exiftool", "-a", "-G", written(encoding, CARRIED).toString());

        assertThat(said)
                .containsPattern("Title +: Grüße aus 東京")
                .containsPattern("Artist +: Ænima")
                .containsPattern("Album +: Größte Hits")
                .doesNotContain("Warning")
                .doesNotContain("Error");
        if (encoding.container() != AudioEncoding.Container.WAV) {
            assertThat(said).contains("DEZ651700123").contains("Nobody");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "AIFF_16", "FLAC_16", "MP3", "ALAC_16", "AAC", "OPUS"})
    void mediainfoFindsTheTextsAndTheCover(AudioEncoding encoding) throws Exception {
        String said = said("mediainfo", written(encoding, CARRIED).toString());

        assertThat(said)
                .containsPattern("(Title|Track name) +: Grüße aus 東京")
                .containsPattern("Performer +: Ænima")
                .containsPattern("Album +: Größte Hits")
                .containsPattern("Genre +: Rock")
                .containsPattern("Cover +: Yes");
        if (encoding.container() == AudioEncoding.Container.M4A) {
            assertThat(said).containsPattern("Language +: German");
        }
    }

    @Test
    void flacsOwnToolsFindTheFileWhole() throws Exception {
        Path file = written(
                AudioEncoding.FLAC_16,
                CARRIED.plus(new Field(Place.BLOCK, "APPLICATION", "testdata".getBytes(StandardCharsets.US_ASCII))));

        assertThat(said("flac", "--test", "--warnings-as-errors", file.toString()))
                .contains("ok");
        assertThat(said("metaflac", "--list", file.toString()))
                .containsSubsequence(
                        "STREAMINFO", "PICTURE", "APPLICATION", "ARTIST=Ænima", "ARTIST=Nobody", "TRACKTOTAL=12");
    }

    @Test
    void opusToolsFindTheFileWhole() throws Exception {
        assertThat(said("opusinfo", written(AudioEncoding.OPUS, CARRIED).toString()))
                .contains("ARTIST=Ænima")
                .contains("ARTIST=Nobody")
                .doesNotContainIgnoringCase("warning");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16})
    void broadcastFieldsAreWhereOtherProgramsLookForThem(int historyLength) throws Exception {
        Carried broadcast = Carried.of(
                Text.of("description", "Take 5"),
                Text.of("originator", "Studio 3"),
                Text.of("time_reference", "48000"),
                Text.of("coding_history", "h".repeat(historyLength)));

        String said = said("exiftool", written(AudioEncoding.WAV_24, broadcast).toString());

        assertThat(said)
                .containsPattern("Description +: Take 5")
                .containsPattern("Originator +: Studio 3")
                .containsPattern("Time Reference +: 48000")
                .doesNotContain("Warning");
    }

    @Test
    void chaptersOfAnM4aFileStay() throws Exception {
        Field list = ChapterList.field(List.of(new ChapterList.Chapter(0, "One"), new ChapterList.Chapter(0.5, "Two")));

        String said = said(
                "mediainfo",
                written(AudioEncoding.AAC, Carried.NOTHING.plus(list)).toString());

        assertThat(said).containsPattern("00:00:00.000 +: One").containsPattern("00:00:00.500 +: Two");
    }
}
