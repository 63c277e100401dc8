package dev.fader.trainer.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DecodersTest {

    private static final int FRAMES = 1_000;

    @TempDir
    private Path folder;

    private Path song;

    @BeforeEach
    void writeASong() throws IOException {
        song = folder.resolve("song.wav");
        try (AudioWriter writer = AudioWriter.create(song, AudioOutput.of(AudioEncoding.WAV_16, 44_100, 1))) {
            writer.write(new double[1][FRAMES], 0, FRAMES);
            writer.finish();
        }
    }

    @Test
    void theProcessForTheNextFileIsStartedWhenTheLastOneWasTaken() throws IOException {
        try (Decoders decoders = new Decoders(DecoderLimits.DEFAULT);
                DecoderProcess first = decoders.open(song, "first.wav")) {
            Set<Long> waiting = children();

            try (DecoderProcess second = decoders.open(song, "second.wav")) {
                assertThat(waiting).contains(second.pid());
                assertThat(frames(first)).isEqualTo(FRAMES);
                assertThat(frames(second)).isEqualTo(FRAMES);
            }
        }
    }

    @Test
    @Timeout(60)
    void aProcessThatDiedWhileItWaitedIsNotTheNextFilesFault() throws Exception {
        try (Decoders decoders = new Decoders(DecoderLimits.DEFAULT)) {
            Set<Long> before = children();
            decoders.prepare();
            ProcessHandle waiting = onlyNew(before);
            waiting.destroyForcibly();
            waiting.onExit().get();

            try (DecoderProcess decoder = decoders.open(song, "song.wav")) {
                assertThat(frames(decoder)).isEqualTo(FRAMES);
            }
        }
    }

    @Test
    @Timeout(60)
    void theWaitingProcessEndsWithItsOwner() throws Exception {
        ProcessHandle waiting;
        try (Decoders decoders = new Decoders(DecoderLimits.DEFAULT)) {
            Set<Long> before = children();
            decoders.prepare();
            waiting = onlyNew(before);
            assertThat(waiting.isAlive()).isTrue();
        }

        waiting.onExit().get();
    }

    @Test
    @Timeout(60)
    void aChildThatNobodyTellsAFileEnds() throws Exception {
        Process child = DecoderChild.start(DecoderLimits.DEFAULT);

        // as it is when its parent is gone
        child.getOutputStream().close();

        assertThat(child.waitFor()).isZero();
    }

    @Test
    void aRefusedFileDoesNotSpoilTheNext() throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "nothing to hear\n".repeat(100));
        try (Decoders decoders = new Decoders(DecoderLimits.DEFAULT)) {
            assertThatThrownBy(() -> decoders.open(words, "words.wav")).isInstanceOf(AudioException.class);

            try (DecoderProcess decoder = decoders.open(song, "song.wav")) {
                assertThat(frames(decoder)).isEqualTo(FRAMES);
            }
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static ProcessHandle onlyNew(Set<Long> before) {
        return ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .findFirst()
                .orElseThrow();
    }

    private static int frames(DecoderProcess decoder) throws IOException {
        double[][] planar = new double[1][FRAMES + 1];
        int frames = 0;
        for (int read = decoder.read(planar, 0, FRAMES); read >= 0; read = decoder.read(planar, 0, FRAMES)) {
            frames += read;
        }
        return frames;
    }
}
