package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OggLengthTest {

    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    private byte[] opus(int channels, int frames) throws IOException {
        Path file = folder.resolve("opus");
        Signals.write(
                file, AudioOutput.of(AudioEncoding.OPUS, RATE, channels), Signals.music(RATE, channels, frames, 16));
        return Files.readAllBytes(file);
    }

    private double[][] read(byte[] bytes) throws IOException {
        return Signals.read(Files.write(folder.resolve("bytes"), bytes));
    }

    private static byte[] joined(byte[]... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] file : files) {
            out.writeBytes(file);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 647, 648, 960, 22_050, 48_000, 100_001})
    void vorbisHasTheFramesThatItsLastPositionSays(int frames) throws IOException {
        for (long page : List.of(20_000L, 1_000_000L, 20_000_000L)) {
            Path file = folder.resolve("a.ogg");
            double[][] music = Signals.music(RATE, 2, frames, 16);
            OggFiles.vorbis(file, RATE, music, page);

            // the encoder fills its last block up and does not say so
            double[][] back = read(OggFiles.ending(Files.readAllBytes(file), frames));

            assertThat(back[0]).as("with pages of %d µs", page).hasSize(frames);
            if (frames > 20_000) {
                assertThat(Signals.snr(music[0], back[0], 3_000)).isNotNaN().isGreaterThan(6);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 48000", "4800000, 48000", "100000000000, 50001"})
    void positionsMayBeginAnywhere(long late, int frames) throws IOException {
        byte[] opus = opus(2, frames);
        assertThat(read(OggFiles.moved(opus, late, 5))).isDeepEqualTo(read(opus));
        Path vorbis = folder.resolve("a.ogg");
        for (long page : List.of(50_000L, 20_000_000L)) {
            OggFiles.vorbis(vorbis, RATE, Signals.music(RATE, 2, 60_000, 16), page);
            byte[] bytes = Files.readAllBytes(vorbis);
            if (page < 1_000_000) {
                assertThat(read(OggFiles.moved(bytes, late, 5))).isDeepEqualTo(read(bytes));
            } else {
                // all on one page: its end may be early or its beginning late, and nothing tells which
                assertThat(read(OggFiles.moved(bytes, late, 5))[0]).hasSizeGreaterThanOrEqualTo(60_000);
            }
        }
    }

    @Test
    void allLinksOfAChainAreThere() throws IOException {
        List<byte[]> links = List.of(opus(2, 30_000), opus(2, 200_001), opus(2, 100), opus(2, 48_000));
        byte[] chain = joined(
                links.get(0),
                OggFiles.moved(links.get(1), 700_000, 77),
                OggFiles.moved(links.get(2), 0, 78),
                OggFiles.moved(links.get(3), 0, 79));

        double[][] all = read(chain);

        assertThat(all[0]).hasSize(30_000 + 200_001 + 100 + 48_000);
        int at = 0;
        for (byte[] link : links) {
            double[][] alone = read(link);
            for (int c = 0; c < 2; c++) {
                assertThat(Arrays.copyOfRange(all[c], at, at + alone[c].length)).isEqualTo(alone[c]);
            }
            at += alone[0].length;
        }
    }

    @Test
    void linksMayHaveTheSameSerialNumberThoughTheyShouldNot() throws IOException {
        byte[] link = opus(1, 30_000);

        assertThat(read(joined(link, link, link))[0]).hasSize(90_000);
    }

    @Test
    void vorbisIsChainedAsWell() throws IOException {
        Path file = folder.resolve("a.ogg");
        OggFiles.vorbis(file, RATE, Signals.music(RATE, 2, 22_050, 16), 1_000_000);
        byte[] link = OggFiles.ending(Files.readAllBytes(file), 22_050);

        assertThat(read(joined(link, OggFiles.moved(link, 0, 9)))[0]).hasSize(44_100);
    }

    @Test
    void aChainThatChangesItsChannelsIsRefusedAndSaysSo() throws IOException {
        byte[] chain = joined(opus(2, 30_000), OggFiles.moved(opus(1, 30_000), 0, 9));

        assertThatThrownBy(() -> read(chain))
                .isInstanceOfSatisfying(
                        AudioException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(AudioException.Reason.CHANGES_FORMAT))
                .hasMessageContaining("chained of 2 files, and changes from opus, stereo at 48000 Hz to opus, mono");
    }

    @Test
    void aChainIsSeenOverANetworkToo() throws IOException {
        byte[] chain = joined(opus(2, 30_000), OggFiles.moved(opus(2, 20_000), 0, 9));
        Path file = Files.write(folder.resolve("chain"), chain);

        try (SeekableByteChannel channel = Files.newByteChannel(file);
                FailingChannel far = new FailingChannel(channel, Long.MAX_VALUE);
                AudioReader reader = AudioReader.open(far, "chain", AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(50_000);
            assertThat(Signals.readAll(reader)[0]).hasSize(50_000);
        }
    }

    /** Links of the sizes that pages may hide: far shorter, and far longer, than the other. */
    @ParameterizedTest
    @CsvSource({"30000, 30000", "4000000, 30000", "30000, 4000000", "4000000, 4000000", "900000, 9000000"})
    void linksOfOneSerialNumberAreSeenOverANetworkToo(int first, int second) throws IOException {
        Path file = Files.write(folder.resolve("chain"), joined(opus(1, first), opus(1, second)));

        try (SeekableByteChannel channel = Files.newByteChannel(file);
                FailingChannel far = new FailingChannel(channel, Long.MAX_VALUE);
                AudioReader reader = AudioReader.open(far, "chain", AudioLimits.DEFAULT)) {
            assertThat(reader.format().declaredFrames()).isEqualTo(first + second);
        }
        Path one = Files.write(folder.resolve("one"), opus(1, second));
        try (SeekableByteChannel channel = Files.newByteChannel(one)) {
            assertThat(OggNumbering.rises(
                            channel,
                            List.of(java.util.Objects.requireNonNull(OggPage.read(channel, 0))
                                    .serial()),
                            ContainerEnd.lastPage(channel, "one")))
                    .as("a file of one link is not read whole")
                    .isTrue();
        }
    }

    @Test
    void theTagsOfLaterLinksAreNamed() throws IOException {
        List<byte[]> links = new ArrayList<>();
        for (String title : List.of("One", "Two", "One")) {
            Path file = folder.resolve("opus");
            Signals.write(
                    file,
                    AudioOutput.of(AudioEncoding.OPUS, RATE, 1)
                            .carrying(Carried.of(Text.of("title", title), Text.of("artist", "A"))),
                    Signals.music(RATE, 1, 30_000, 16));
            links.add(OggFiles.moved(Files.readAllBytes(file), 0, 7 + links.size()));
        }
        Path file = Files.write(folder.resolve("chain"), joined(links.toArray(byte[][]::new)));

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(reader.format().carried().values("title")).containsExactly("One");
            assertThat(reader.remarks())
                    .containsExactly(
                            "it is chained of 3 files, which became one; the tags are the first one's",
                            "the tags of file 2 in it were left out: title 'Two'");
        }
    }

    @Test
    void aLastPositionThatIsTooEarlyCutsNothingOff() throws IOException {
        Path file = Files.write(folder.resolve("early"), OggFiles.ending(opus(2, 300_000), 100_312));

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(Signals.readAll(reader)[0]).hasSizeGreaterThanOrEqualTo(300_000);
            assertThat(reader.remarks()).singleElement().asString().contains("declares 100000 frames");
        }
    }

    private OggPage page(byte[] ogg, int at) throws IOException {
        Path file = Files.write(folder.resolve("pages"), ogg);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return java.util.Objects.requireNonNull(OggPage.read(channel, at));
        }
    }

    @Test
    void pagesThatAreMissingAreACut() throws IOException {
        byte[] opus = opus(2, 300_000);
        OggPage third = page(opus, (int) page(opus, (int) page(opus, 0).end()).end());
        OggPage lost = page(opus, (int) third.end());
        byte[] cut =
                joined(Arrays.copyOf(opus, (int) lost.at()), Arrays.copyOfRange(opus, (int) lost.end(), opus.length));

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("it declares 300000 frames");
    }
}
