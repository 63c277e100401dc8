package dev.fader.trainer.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderProcessTest {

    private static final int FRAMES = 50_001;

    @TempDir
    static Path folder;

    private static Path song;

    @BeforeAll
    static void writeASong() throws IOException {
        song = folder.resolve("song.flac");
        Random random = new Random(1);
        double[][] planar = new double[2][FRAMES];
        for (double[] channel : planar) {
            Arrays.setAll(channel, i -> Math.clamp(0.2 * random.nextGaussian(), -1, 1));
        }
        try (AudioWriter writer = AudioWriter.create(song, AudioOutput.of(AudioEncoding.FLAC_24, 44_100, 2))) {
            writer.write(planar, 0, FRAMES);
            writer.finish();
        }
    }

    @Test
    void anotherProcessDecodesTheSameSamples() throws IOException {
        try (DecoderProcess there = DecoderProcess.open(song, "song.flac", DecoderLimits.DEFAULT);
                AudioReader here = AudioReader.open(song, AudioLimits.DEFAULT)) {
            assertThat(there.format()).isEqualTo(here.format());
            assertThat(samples(there)).isDeepEqualTo(samples(here));
        }
    }

    @Test
    void aRefusalKeepsItsReasonAndNamesTheFileByItsOwnersName() throws IOException {
        Path words = Files.writeString(folder.resolve("input"), "nothing to hear\n".repeat(100));

        assertRefused(Reason.NOT_AUDIO, "album/words.wav", () -> {
            DecoderProcess.open(words, "album/words.wav", DecoderLimits.DEFAULT).close();
        });
    }

    @Test
    void aCutFileIsRefusedAtItsCutAndNotBefore() throws IOException {
        byte[] whole = Files.readAllBytes(song);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));

        try (DecoderProcess there = DecoderProcess.open(cut, "cut.flac", DecoderLimits.DEFAULT)) {
            assertThat(there.format().channels()).isEqualTo(2);
            assertRefused(Reason.DECODE_ERRORS, "cut.flac", () -> samples(there));
        }
    }

    @Test
    void aCrashIsARefusalWithTheExitCode() {
        assertRefused(Reason.DECODER_CRASHED, "exit code 134", () -> child("kill -ABRT $$", DecoderLimits.DEFAULT));
    }

    @Test
    void aCrashTellsWhatTheProcessSaidLast() {
        assertRefused(
                Reason.DECODER_CRASHED,
                "exit code 3: Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space)",
                () -> child(
                        "printf 'Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\\n\\tat X\\n' >&2; exit 3",
                        DecoderLimits.DEFAULT));
    }

    @Test
    void aRealCrashTellsItsSignalAndItsOwnExitCode() throws Exception {
        try (DecoderProcess decoder = DecoderProcess.open(song, "song.flac", DecoderLimits.DEFAULT)) {
            // it has more to say than a pipe holds, so it is there still
            new ProcessBuilder("kill", "-SEGV", Long.toString(decoder.pid()))
                    .start()
                    .waitFor();

            assertThatThrownBy(() -> samples(decoder))
                    .hasMessageContaining("exit code 134: ")
                    .hasMessageContaining("SIGSEGV");
            Files.deleteIfExists(
                    Path.of(System.getProperty("java.io.tmpdir"), "fader-decoder-" + decoder.pid() + ".log"));
        }
    }

    @Test
    void aKilledProcessHasTheExitCodeOfWhoKilledIt() {
        assertRefused(Reason.DECODER_CRASHED, "exit code 143", () -> child("kill -TERM $$", DecoderLimits.DEFAULT));
        assertRefused(Reason.DECODER_CRASHED, "exit code 137", () -> child("kill -KILL $$", DecoderLimits.DEFAULT));
    }

    @Test
    void theLastLinesCountAndNotTheFirst() {
        assertThatThrownBy(() -> child(
                        "seq 1 5000 >&2; echo 'out of something' >&2; printf '\tat X.y(Z.java:1)\n' >&2; exit 9",
                        DecoderLimits.DEFAULT))
                .hasMessageContaining("exit code 9: 4998; 4999; 5000; out of something)");
    }

    @Test
    void whatIsTheDecodersFaultIsNotTheFiles() {
        DecoderLimits impatient =
                new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, Duration.ofMinutes(1), Duration.ofMillis(300));
        DecoderLimits small =
                new DecoderLimits(AudioLimits.DEFAULT, 1 << 16, Duration.ofMinutes(1), Duration.ofMinutes(1));

        for (Work work : new Work[] {
            () -> child("exit 1", DecoderLimits.DEFAULT),
            () -> child("exec sleep 60", impatient),
            () -> child("exec sleep 60", small)
        }) {
            assertThatThrownBy(work::run)
                    .hasMessageEndingWith("which is a fault of the decoder: report it, with the file")
                    .hasMessageNotContaining("again");
        }
    }

    @Test
    void remarksComeWithTheEnd() throws IOException {
        Path tagged = folder.resolve("tagged.flac");
        byte[] whole = Files.readAllBytes(song);
        byte[] tag = Arrays.copyOf("TAG".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 128);
        byte[] both = Arrays.copyOf(whole, whole.length + tag.length);
        System.arraycopy(tag, 0, both, whole.length, tag.length);
        Files.write(tagged, both);

        try (DecoderProcess there = DecoderProcess.open(tagged, "tagged.flac", DecoderLimits.DEFAULT);
                AudioReader here = AudioReader.open(tagged, AudioLimits.DEFAULT)) {
            assertThat(there.remarks()).isEqualTo(here.remarks()).hasSize(1);
            assertThat(samples(there)).isDeepEqualTo(samples(here));
            assertThat(there.remarks()).isEqualTo(here.remarks()).hasSize(1);
        }
    }

    @Test
    void aProcessThatTakesItsTimeToDieKeepsItsOwnExitCode() {
        assertRefused(
                Reason.DECODER_CRASHED,
                "exit code 7",
                () -> child("exec >&-; sleep 0.5; exit 7", DecoderLimits.DEFAULT));
    }

    @Test
    void aProcessThatClosesItsOutputAndDoesNotEndIsKilled() {
        DecoderLimits impatient =
                new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, Duration.ofMinutes(1), Duration.ofMillis(300));

        assertRefused(Reason.DECODER_CRASHED, "fell silent", () -> child("exec >&-; exec sleep 60", impatient));
    }

    @Test
    void aProcessThatFloodsItsErrorStreamIsStillRead() {
        assertRefused(
                Reason.DECODER_CRASHED,
                "exit code 5: flood",
                () -> child("yes flood | head -c 1000000 >&2; exit 5", DecoderLimits.DEFAULT));
    }

    @Test
    void aProcessThatTalksNonsenseIsARefusal() {
        assertRefused(Reason.DECODER_CRASHED, "odd.wav", () -> child("echo hello; sleep 60", DecoderLimits.DEFAULT));
    }

    @Test
    void aProcessThatFallsSilentIsKilled() {
        DecoderLimits impatient =
                new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, Duration.ofMinutes(1), Duration.ofMillis(300));

        assertRefused(Reason.DECODER_STALLED, "silent", () -> child("exec sleep 60", impatient));
    }

    @Test
    void aProcessThatWorksWithoutEndIsKilled() {
        DecoderLimits impatient =
                new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, Duration.ofMillis(300), Duration.ofMinutes(1));

        assertRefused(Reason.DECODER_STALLED, "processor time", () -> child("while :; do :; done", impatient));
    }

    @Test
    void aProcessThatTakesTooMuchMemoryIsKilled() {
        DecoderLimits small =
                new DecoderLimits(AudioLimits.DEFAULT, 1 << 16, Duration.ofMinutes(1), Duration.ofMinutes(1));

        assertRefused(Reason.DECODER_MEMORY, "memory", () -> child("exec sleep 60", small));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void assertRefused(Reason reason, String inMessage, Work work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(inMessage);
    }

    private static void child(String script, DecoderLimits limits) throws IOException {
        new DecoderProcess("odd.wav", limits, new ProcessBuilder("sh", "-c", script).start()).close();
    }

    private static double[][] samples(AudioSource source) throws IOException {
        // with room to see that nothing follows
        double[][] planar = new double[source.format().channels()][FRAMES + 1];
        int filled = 0;
        for (int count = source.read(planar, 0, FRAMES + 1);
                count >= 0;
                count = source.read(planar, filled, FRAMES + 1 - filled)) {
            filled += count;
        }
        assertThat(filled).isEqualTo(FRAMES);
        return planar;
    }
}
