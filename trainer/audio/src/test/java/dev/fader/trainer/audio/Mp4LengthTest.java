package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edit lists of all clocks, and iTunes' tag where there is none. */
class Mp4LengthTest {

    @TempDir
    Path folder;

    private List<String> remarks = List.of();

    private double[][] read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), bytes);
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] samples = Signals.readAll(reader);
            remarks = reader.remarks();
            return samples;
        }
    }

    private byte[] encoded(AudioEncoding encoding, int rate, int frames) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(file, AudioOutput.of(encoding, rate, 2), Signals.music(rate, 2, frames, 16));
        return Files.readAllBytes(file);
    }

    private static int find(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /** The same told by another clock, as most programs write it. @param edited what the edit list says, in ticks */
    private static byte[] withClock(byte[] file, int clockHz, long edited) {
        byte[] changed = file.clone();
        ByteBuffer boxes = ByteBuffer.wrap(changed);
        boxes.putInt(find(file, "mvhd") + 4 + 12, clockHz);
        int edits = find(file, "elst");
        if (edits >= 0) {
            boxes.putInt(edits + 4 + 8, (int) edited);
        }
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        "AAC, 44100, 44100",
        "AAC, 44100, 44101",
        "AAC, 44100, 44122",
        "AAC, 48000, 50001",
        "AAC, 96000, 30007",
        "AAC, 8000, 9001",
        "ALAC_16, 44100, 44101",
        "ALAC_16, 44100, 22223",
        "ALAC_24, 96000, 50021"
    })
    void aCoarseClockCutsNothingOff(AudioEncoding encoding, int rate, int frames) throws IOException {
        byte[] file = encoded(encoding, rate, frames);
        double[][] expected = read(file);
        assertThat(expected[0]).hasSize(frames);

        for (int clock : new int[] {600, 1000, 90_000}) {
            double ticks = (double) frames * clock / rate;
            for (long told : new long[] {(long) ticks, Math.round(ticks), (long) Math.ceil(ticks)}) {
                assertThat(read(withClock(file, clock, told)))
                        .as("%d ticks of 1/%d s", told, clock)
                        .isDeepEqualTo(expected);
            }
        }
    }

    @Test
    void anEditListMayLeaveTheEndOutWhichIsSaid() throws IOException {
        byte[] file = encoded(AudioEncoding.AAC, 44_100, 100_000);

        double[][] read = read(withClock(file, 1000, 1000));

        assertThat(read[0]).hasSize(44_100);
        assertThat(remarks).containsExactly("its edit list leaves the last 55900 frames out, and so does the output");
    }

    /** With another edit list; the index goes to the end, so that the sound stays where it is. @param edits duration, from, rate */
    private static byte[] withEdits(byte[] file, int[]... edits) {
        int moov = find(file, "moov") - 4;
        int trak = find(file, "trak") - 4;
        int edts = find(file, "edts") - 4;
        ByteBuffer boxes = ByteBuffer.wrap(file);
        int moovEnd = moov + boxes.getInt(moov);
        int old = edts < 0 ? 0 : boxes.getInt(edts);
        int at = edts < 0 ? trak + 8 + boxes.getInt(trak + 8) : edts;
        int length = 24 + 12 * edits.length;
        ByteBuffer out = ByteBuffer.allocate(file.length + moovEnd - moov + length - old);
        out.put(file);
        out.put(file, moov, at - moov);
        out.putInt(length).put("edts".getBytes(StandardCharsets.US_ASCII));
        out.putInt(length - 8).put("elst".getBytes(StandardCharsets.US_ASCII));
        out.putInt(0).putInt(edits.length);
        for (int[] edit : edits) {
            out.putInt(edit[0]).putInt(edit[1]).putInt(edit.length > 2 ? edit[2] : 1 << 16);
        }
        out.put(file, at + old, moovEnd - at - old);
        out.putInt(file.length, moovEnd - moov + length - old);
        out.putInt(file.length + trak - moov, boxes.getInt(trak) + length - old);
        out.put(moov + 4, "free".getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    /** @param parts of a sound, from and to; from −1: so many frames of silence */
    private static double[][] parts(double[][] sound, int[]... parts) {
        double[][] all = new double[sound.length][0];
        for (int c = 0; c < sound.length; c++) {
            for (int[] part : parts) {
                double[] piece = part[0] < 0 ? new double[part[1]] : Arrays.copyOfRange(sound[c], part[0], part[1]);
                int before = all[c].length;
                all[c] = Arrays.copyOf(all[c], before + piece.length);
                System.arraycopy(piece, 0, all[c], before, piece.length);
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"ALAC_16", "AAC"})
    void anEditListOfSeveralPartsIsFollowedToTheFrame(AudioEncoding encoding) throws IOException {
        byte[] file = encoded(encoding, 44_100, 50_001);
        double[][] track = read(withEdits(file));
        int all = track[0].length;

        assertThat(read(withEdits(file, new int[] {30_007, -1}, new int[] {20_000, 1024})))
                .isDeepEqualTo(parts(track, new int[] {-1, 30_007}, new int[] {1024, 21_024}));
        assertThat(remarks)
                .containsExactly("its edit list begins with 30007 frames of silence, and so does the output");
        assertThat(read(withEdits(file, new int[] {10_000, 1024}, new int[] {500, -1}, new int[] {0, 20_000})))
                .isDeepEqualTo(parts(track, new int[] {1024, 11_024}, new int[] {-1, 500}, new int[] {20_000, all}));
        assertThat(remarks)
                .containsExactly(
                        "its edit list plays 2 parts of its %d frames and 500 frames of silence, and so does the output"
                                .formatted(all));
        // two parts within one block, parts that touch, and silence at the end
        assertThat(read(withEdits(
                        file, new int[] {10, 2000}, new int[] {20, 2100}, new int[] {30_000, 2120}, new int[] {700, -1
                        })))
                .isDeepEqualTo(parts(
                        track, new int[] {2000, 2010}, new int[] {2100, 2120}, new int[] {2120, 32_120}, new int[] {
                            -1, 700
                        }));
    }

    /** FFmpeg leaves silence out, and what is not to be played within a packet in. */
    @Test
    void ofWholePacketsFfmpegPlaysTheSameButForSilence() throws IOException {
        byte[] file = encoded(AudioEncoding.ALAC_16, 44_100, 50_001);
        byte[] edited = withEdits(file, new int[] {4096, -1}, new int[] {8192, 4096}, new int[] {12_288, 4 * 4096});
        double[][] ours = read(edited);

        double[][] peer = PeerDecoder.read(folder.resolve("bytes"), 0);

        assertThat(parts(ours, new int[] {4096, 4096 + 8192 + 12_288})).isDeepEqualTo(peer);
    }

    @Test
    void anEditListThatGoesBackOrChangesTheSpeedIsFollowedAsFarAsCanBeAndThatIsSaid() throws IOException {
        byte[] file = encoded(AudioEncoding.ALAC_16, 44_100, 50_001);
        for (byte[] edited : List.of(
                withEdits(file, new int[] {8192, 8192}, new int[] {8192, 0}),
                withEdits(file, new int[] {8192, 8192}, new int[] {8192, 8192}),
                withEdits(file, new int[] {8192, 0, 1 << 15}))) {
            assertThat(read(edited)[0].length).isPositive();
            assertThat(remarks).singleElement().asString().startsWith("its edit list has ");
        }
    }

    @Test
    void aFileOfFragmentsIsReadWhole() throws IOException {
        for (AudioEncoding encoding : List.of(AudioEncoding.ALAC_16, AudioEncoding.AAC)) {
            Path whole = Files.write(folder.resolve("whole.m4a"), encoded(encoding, 44_100, 150_001));
            double[][] expected = Signals.read(whole);
            for (String flags : List.of(
                    "frag_keyframe+empty_moov",
                    "frag_keyframe+empty_moov+delay_moov",
                    "frag_keyframe+default_base_moof")) {
                Path fragments = folder.resolve("fragments.mp4");
                Remuxed.write(whole, fragments, Map.of("movflags", flags, "frag_duration", "500000"));

                try (AudioReader reader = AudioReader.open(fragments, AudioLimits.DEFAULT)) {
                    double[][] read = Signals.readAll(reader);
                    int priming = read[0].length - expected[0].length;
                    assertThat(reader.format().declaredFrames()).as(flags).isEqualTo(read[0].length);
                    assertThat(reader.format().estimatedSeconds()).as(flags).isCloseTo(3.4, Offset.offset(0.1));
                    assertThat(reader.remarks()).as(flags).isEmpty();
                    // what the encoder puts in front and behind is told by an edit list only
                    assertThat(priming).as(flags).isBetween(0, encoding == AudioEncoding.AAC ? 2048 : 0);
                }
            }
        }
    }

    /**
     * HE-AAC as its header tells it (ISO/IEC 14496-3, §1.6.5.2): a core of half the rate. Nothing here encodes its upper
     * half, without which a decoder only doubles the rate. Files have either rate for their clock.
     */
    @ParameterizedTest
    @ValueSource(ints = {22_050, 44_100})
    void theDoubledRateOfHeAacDoublesTheFrames(int clockHz) throws IOException {
        Path core = Files.write(folder.resolve("core.m4a"), encoded(AudioEncoding.AAC, 22_050, 50_001));
        Path file = folder.resolve("he.mp4");
        // SBR (5), 22 050 Hz (7), two channels, 44 100 Hz (4), low complexity (2)
        int config = 5 << 27 | 7 << 23 | 2 << 19 | 4 << 15 | 2 << 10;
        Remuxed.write(core, file, Map.of("movie_timescale", "44100"), changed -> {
            AVCodecParameters parameters = changed.streams(0).codecpar();
            parameters.sample_rate(clockHz);
            parameters.extradata().put(ByteBuffer.allocate(4).putInt(config).array(), 0, 4);
            parameters.extradata_size(4);
        });

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            assertThat(reader.format().sampleRateHz()).isEqualTo(44_100);
            assertThat(reader.format().declaredFrames()).isEqualTo(100_002);
            assertThat(Signals.readAll(reader)[0]).hasSize(100_002);
            assertThat(reader.remarks()).isEmpty();
        }
    }

    @Test
    void withoutAnEditListAllOfTheTrackIsHeard() throws IOException {
        byte[] file = encoded(AudioEncoding.ALAC_16, 44_100, 30_001);
        byte[] bare = file.clone();
        int edits = find(file, "edts");
        if (edits >= 0) {
            System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, bare, edits, 4);
        }

        assertThat(read(bare)).isDeepEqualTo(read(file));
    }

    @ParameterizedTest
    @CsvSource({"00000400 000003BC 000000000000AC44, 44100", "00000840 000003BC 000000000000A804, 43012"})
    void itunesTagSaysWhatIsHeard(String numbers, int frames) throws IOException {
        byte[] file = OddFiles.bytes("itunsmpb.m4a");
        byte[] written = numbers.getBytes(StandardCharsets.US_ASCII);
        int at = find(file, "00000400 000003BC");
        System.arraycopy(written, 0, file, at, written.length);

        assertThat(read(file)[0]).hasSize(frames);
        assertThat(remarks).isEmpty();
    }

    @Test
    void itunesTagOfAnotherFileIsLeftAside() throws IOException {
        byte[] file = OddFiles.bytes("itunsmpb.m4a");
        byte[] numbers = "00000400 000003BC 00000000000FAC44".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(numbers, 0, file, find(file, "00000400 000003BC"), numbers.length);

        assertThat(read(file)[0]).hasSize(45 * 1024);
        assertThat(remarks).containsExactly("its tag iTunSMPB contradicts its length, and was left aside");
    }

    @Test
    void opusInMp4WithoutAnEditListStillHasItsPreSkip() throws IOException {
        byte[] file = OddFiles.bytes("opus.mp4");
        double[][] expected = read(file);
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, file, find(file, "edts"), 4);

        assertThat(read(file)).isDeepEqualTo(expected);
    }
}
