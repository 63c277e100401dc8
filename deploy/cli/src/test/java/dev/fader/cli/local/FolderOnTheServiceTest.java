package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder on disk, through everything that {@code fader up} starts, to as many files on disk. */
class FolderOnTheServiceTest {

    private static final Path ODD = Path.of("../../trainer/audio/src/test/resources/dev/fader/trainer/audio/odd");

    @TempDir
    Path folder;

    private static WholeStack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = WholeStack.shared();
    }

    @Test
    void asManyFilesComeOutAsWentInAndNoneIsOverwritten() throws Exception {
        Path catalogue = folder.resolve("catalogue");
        Files.createDirectories(catalogue.resolve("disc"));
        aiff(TestSong.write(folder.resolve("a"), 1, 22_050, 1), catalogue.resolve("a.aif"));
        aiff(TestSong.write(folder.resolve("a2"), 2, 22_050, 1), catalogue.resolve("a.aiff"));
        TestSong.write(catalogue.resolve("a.wav"), 1, 44_100, 1);
        TestSong.write(catalogue.resolve("a.wave"), 2, 44_100, 1);
        Files.copy(ODD.resolve("id3v1-behind.flac"), catalogue.resolve("c.flac"));
        Files.copy(ODD.resolve("one-page.ogg"), catalogue.resolve("c.ogg"));
        Files.copy(ODD.resolve("itunsmpb.m4a"), catalogue.resolve("d.m4a"));
        Files.copy(ODD.resolve("opus.mp4"), catalogue.resolve("d.mp4"));
        TestSong.write(catalogue.resolve("disc/a.wav"), 2, 48_000, 1);
        TestSong.write(catalogue.resolve("disc/Zo\u00EB.wav"), 1, 48_000, 1);
        // none of these comes into the batch
        TestSong.write(catalogue.resolve("back\\slash.wav"), 1, 22_050, 1);
        TestSong.write(catalogue.resolve("x".repeat(210) + ".wav"), 1, 22_050, 1);
        Files.writeString(catalogue.resolve("._a.wav"), "of macOS");
        Path remixed = folder.resolve("remixed");

        FaderProcess watched = FaderProcess.run(
                stack.ports.api(),
                "submit",
                catalogue.toString(),
                "--gain",
                "vocals=0",
                "--watch",
                "--download",
                remixed.toString(),
                "--json");

        assertThat(watched.exitCode()).as(watched.err()).isEqualTo(1);
        assertThat(watched.json().path("batch").path("state").asText()).isEqualTo("COMPLETED");
        assertThat(watched.json().path("files")).hasSize(10);
        assertThat(watched.json().path("refusedFiles")).hasSize(2);
        assertThat(watched.json().path("skippedFiles").asInt()).isEqualTo(1);
        assertThat(watched.json().path("files").findValuesAsText("input")).hasSize(10);
        assertThat(watched.out()).contains("is no sound");
        assertThat(watched.err()).contains("refused back", "refused xxx", "skipped 1 files");
        Map<String, String> found = hashes(remixed);
        assertThat(found)
                .containsOnlyKeys(
                        "a.aif",
                        "a.aiff",
                        "a.wav",
                        "a.wave",
                        "c.flac",
                        "c.ogg.flac",
                        "d.m4a",
                        "d.mp4.opus",
                        "disc/Zo\u00EB.wav",
                        "disc/a.wav");
        assertThat(Set.copyOf(found.values())).as("each is its own").hasSize(10);
        for (String name : List.of("a.aif", "a.aiff", "a.wav", "a.wave", "disc/a.wav")) {
            assertThat(pcm(remixed.resolve(name))).as(name).isEqualTo(pcm(catalogue.resolve(name)));
        }
    }

    @Test
    void namesThatAreOneOnSomeDiskAreRefusedByNameBeforeAnythingIsMade() throws Exception {
        Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
        for (String name : List.of("One.wav", "ONE.wav", "zo\u00E9.wav", "zoe\u0301.wav", "two.wav")) {
            TestSong.write(catalogue.resolve(name), 1, 22_050, 1);
        }
        String[] submit = {"submit", catalogue.toString(), "--gain", "vocals=0", "--json"};

        FaderProcess refused = FaderProcess.run(stack.ports.api(), submit);
        FaderProcess dryRun = FaderProcess.run(
                stack.ports.api(),
                Stream.concat(Stream.of(submit), Stream.of("--dry-run")).toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("'One.wav' has the name of an output of item 0", "'zo\u00E9.wav'");
        assertThat(dryRun.exitCode()).isEqualTo(4);
        assertThat(dryRun.json().path("report").path("collisionCount").asInt()).isEqualTo(2);
    }

    private static void aiff(Path wav, Path to) throws Exception {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(wav.toFile())) {
            AudioSystem.write(sound, AudioFileFormat.Type.AIFF, to.toFile());
        }
    }

    private static byte[] pcm(Path file) throws Exception {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(file.toFile())) {
            return sound.readAllBytes();
        }
    }

    /** Of every file under a folder, by its name there. */
    private static Map<String, String> hashes(Path root) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> root.relativize(file).toString(),
                            FolderOnTheServiceTest::hash,
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
