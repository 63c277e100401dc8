package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.audio.WavFile;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.trainer.data.StemCache;
import dev.fader.trainer.data.StemDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SynthesizeCommandTest {

    @TempDir
    Path folder;

    private int synthesize(String... more) {
        List<String> args = Stream.concat(Stream.of("--out", folder.toString(), "--seconds", "2"), Stream.of(more))
                .toList();
        return new CommandLine(new SynthesizeCommand()).execute(args.toArray(String[]::new));
    }

    @Test
    void aSongIsTheSameWhateverTheNumberOfSongsAndThreads() throws IOException {
        synthesize("--songs", "2", "--seed", "5", "--threads", "2", "--split", "test");
        Path song = folder.resolve("test/Synthetic 5 - 00001/mixture.wav");
        byte[] among = Files.readAllBytes(song);
        Files.move(song.getParent(), folder.resolve("aside"));

        synthesize("--songs", "2", "--seed", "5", "--threads", "1", "--split", "test");

        assertThat(Files.readAllBytes(song)).isEqualTo(among);
    }

    @Test
    void songsThatAreThereAreKept() throws IOException {
        synthesize("--songs", "1");
        Path mixture = folder.resolve("train/Synthetic 1 - 00000/mixture.wav");
        FileTime long_ago = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(mixture, long_ago);

        int exit = synthesize("--songs", "1");

        assertThat(exit).isZero();
        assertThat(Files.getLastModifiedTime(mixture)).isEqualTo(long_ago);
    }

    @Test
    void aSongThatWasCutOffByAKillIsMadeWhole() throws IOException {
        synthesize("--songs", "1", "--edition", "2");
        Path song = folder.resolve("train/Synthetic 1 - 00000");
        byte[] whole = Files.readAllBytes(song.resolve("vocals.wav"));
        Path partial = folder.resolve("train/.Synthetic 1 - 00000.partial");
        Files.move(song, partial);
        Files.write(partial.resolve("vocals.wav"), new byte[100]);
        Files.delete(partial.resolve("song.json"));

        synthesize("--songs", "1", "--edition", "2");

        assertThat(Files.readAllBytes(song.resolve("vocals.wav"))).isEqualTo(whole);
        assertThat(partial).doesNotExist();
    }

    @Test
    void theSecondEditionsSlakhLayoutIsReadAsSlakhIs() throws IOException {
        synthesize("--songs", "1", "--layout", "slakh", "--edition", "2");

        StemDataset set = StemDataset.open(
                folder,
                DatasetLayout.recognise(folder),
                "train",
                DatasetLayout.SLAKH.order(),
                44_100,
                new StemCache(folder.resolve("cache"), 1 << 30));

        assertThat(DatasetLayout.recognise(folder)).isEqualTo(DatasetLayout.SLAKH);
        assertThat(set.songs()).singleElement().satisfies(song -> {
            assertThat(song.frames()).isEqualTo(88_200);
            assertThat(song.read(4, 0, 88_200)).isNotEqualTo(new float[2][88_200]);
        });
    }

    @Test
    void theThirdEditionsRecordTellsWhatWasDrawn() throws IOException {
        synthesize("--songs", "1", "--edition", "3");

        JsonNode song = new ObjectMapper()
                .readTree(folder.resolve("train/Synthetic 1 - 00000/song.json").toFile());
        assertThat(song.path("edition").asInt()).isEqualTo(3);
        assertThat(song.path("speed_percent").asInt()).isBetween(88, 112);
        assertThat(song.path("limited_db").isNumber()).isTrue();
        for (String name : List.of("vocals", "drums", "bass", "other")) {
            JsonNode stem = song.path("stems").path(name);
            assertThat(Math.abs(stem.path("polarity").asInt())).isEqualTo(1);
            int singers = stem.path("formant_singers").asInt() > 0 ? 1 : 0;
            assertThat(stem.path("devices")).hasSize(stem.path("programs").size() + singers);
        }
    }

    @Test
    void packagesOfKnownSoundsThatAreMissingAreNamedOnce() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            synthesize("--songs", "2", "--edition", "3", "--library", folder.toString());
        } finally {
            System.setErr(err);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("packages missing: fluid-soundfont-gm ")
                .doesNotContain("timgm6mb-soundfont");
    }

    @Test
    void anotherSongInTheSamePlaceIsNeverOverwritten() {
        synthesize("--songs", "1", "--layout", "slakh");

        assertThat(synthesize("--songs", "1", "--layout", "slakh", "--seed", "2"))
                .isNotZero();
    }

    @Test
    void slakhLayoutNamesTheClassOfEachStem() throws IOException {
        synthesize("--songs", "1", "--layout", "slakh");

        Path track = folder.resolve("train/Track00001");
        assertThat(Files.readString(track.resolve("metadata.yaml")))
                .contains("inst_class: Piano", "inst_class: Drums", "inst_class: Bass", "inst_class: Guitar")
                .contains("inst_class: Strings");
        for (String file : List.of("mix.wav", "stems/S00.wav", "stems/S04.wav")) {
            try (WavFile wav = WavFile.open(track.resolve(file))) {
                assertThat(wav.frames()).isEqualTo(88_200);
                assertThat(wav.channels()).isEqualTo(2);
            }
        }
    }

    @Test
    void theThirdEditionIsPlayedWithTheShippedSelectionWhereNoPackageIs() throws IOException {
        Path library = Files.createDirectory(folder.resolve("library"));

        int exit = synthesize("--songs", "1", "--edition", "3", "--library", library.toString());

        assertThat(exit).isZero();
        assertThat(folder.resolve("train/Synthetic 1 - 00000/song.json"))
                .content()
                .contains("known sounds", "shipped");
    }

    @Test
    void soundsThatDoNotGoWithTheEditionOrAreNotThereAreRefused() throws IOException {
        Path library = Files.createDirectory(folder.resolve("library"));

        assertThat(refusal("--edition", "2", "--library", library.toString())).contains("--edition 3");
        assertThat(refusal("--edition", "2", "--sounds", "known")).contains("--edition 3");
        assertThat(refusal("--edition", "3", "--soundfont", "shipped")).contains("editions 1 and 2");
        assertThat(refusal("--edition", "3", "--sounds", "held-out", "--library", library.toString()))
                .contains("timgm6mb-soundfont", "apt-get install", "dpkg -x", "--library");
    }

    private String refusal(String... more) {
        StringWriter errors = new StringWriter();
        List<String> args = Stream.concat(
                        Stream.of("synthesize", "--out", folder.toString(), "--songs", "1", "--seconds", "2"),
                        Stream.of(more))
                .toList();
        int exit = TrainerCommand.commands().setErr(new PrintWriter(errors)).execute(args.toArray(String[]::new));
        assertThat(exit).isNotZero();
        return errors.toString();
    }
}
