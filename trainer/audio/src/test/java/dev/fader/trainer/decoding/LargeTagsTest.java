package dev.fader.trainer.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Picture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargeTagsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"WAV_16", "FLAC_16", "MP3", "ALAC_16", "OPUS"})
    void asMuchAsIsKeptPassesThroughTheProcess(AudioEncoding encoding) throws IOException {
        Path file = folder.resolve("a");
        // a FLAC block holds 16 MiB, and Opus needs a third more
        Picture cover = new Picture("image/png", Picture.FRONT_COVER, "large", new byte[15 << 20]);
        try (AudioWriter writer =
                AudioWriter.create(file, AudioOutput.of(encoding, 48_000, 1).carrying(Carried.NOTHING.plus(cover)))) {
            writer.write(new double[1][5_000], 0, 5_000);
            writer.finish();
            assertThat(writer.remarks()).isEmpty();
        }

        try (DecoderProcess decoder = DecoderProcess.open(file, "a", DecoderLimits.DEFAULT)) {
            assertThat(decoder.format().carried().pictures())
                    .extracting(Picture::length)
                    .containsExactly(cover.length());
        }
    }
}
