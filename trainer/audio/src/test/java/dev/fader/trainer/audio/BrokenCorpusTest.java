package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of broken input has its clear refusal, or is whole after all: never a part that passes for the whole. */
class BrokenCorpusTest {

    private static final int FRAMES = 60_000;
    private static final String NAME = "album/broken.wav";
    private static final Set<Reason> DAMAGE =
            EnumSet.of(Reason.TRUNCATED, Reason.DECODE_ERRORS, Reason.NOT_AUDIO, Reason.NO_AUDIO_STREAM, Reason.EMPTY);

    @TempDir
    Path folder;

    /** @return the refusal, or null if all of it could be read; {@code frames} has how much */
    private @Nullable AudioException refusal(byte[] bytes, long[] frames) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), bytes);
        try (var channel = Files.newByteChannel(file);
                AudioReader reader = AudioReader.open(channel, NAME, AudioLimits.DEFAULT)) {
            frames[0] = Signals.readAll(reader)[0].length;
            return null;
        } catch (AudioException refused) {
            assertThat(refused.getMessage())
                    .as("what, where, and what to do")
                    .startsWith(NAME + " ")
                    .matches("(?s).*: (fetch|export|send|cut|resample|split|convert)( .*| or .*)");
            return refused;
        }
    }

    private Reason reason(byte[] bytes) throws IOException {
        long[] frames = {-1};
        AudioException refused = refusal(bytes, frames);
        assertThat(refused).as("%d frames were read", frames[0]).isNotNull();
        return refused.reason();
    }

    private byte[] encoded(AudioEncoding encoding, Carried carried) throws IOException {
        Path file = folder.resolve("good");
        Signals.write(
                file,
                new AudioOutput(encoding, 44_100, 2, "", AudioOutput.Rates.USUAL, Quantization.exact(), carried),
                Signals.music(44_100, 2, FRAMES, 16));
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void aFileCutAnywhereIsRefusedOrWhole(AudioEncoding encoding) throws IOException {
        byte[] good = encoded(encoding, Carried.of(Text.of("title", "A title")));
        long[] whole = {0};
        assertThat(refusal(good, whole)).isNull();

        for (double share : new double[] {0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 1}) {
            int length = Math.min(good.length - 1, (int) (good.length * share));
            long[] frames = {-1};
            AudioException refused = refusal(Arrays.copyOf(good, length), frames);
            if (refused == null) {
                // only tags were cut, or the byte that makes their length even
                assertThat(frames[0]).as("%s cut at %s", encoding, share).isEqualTo(whole[0]);
                assertThat(share).isGreaterThan(0.99);
            } else {
                assertThat(refused.reason()).as("%s cut at %s", encoding, share).isIn(DAMAGE);
            }
        }
    }

    @Test
    void anMp3FileThatDoesNotCountItsFramesMustStillEndWithAWholeOne() throws IOException {
        byte[] counted = encoded(AudioEncoding.MP3, Carried.NOTHING);
        // the first frame holds the count and no sound
        int first = new String(counted, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00fb");
        int second = new String(counted, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00fb", first + 4);
        byte[] bare = Arrays.copyOfRange(counted, second, counted.length);
        long[] frames = {-1};
        assertThat(refusal(bare, frames)).isNull();
        assertThat(frames[0]).isGreaterThanOrEqualTo(FRAMES);

        for (int cut = 1; cut < 900; cut += 89) {
            assertThat(reason(Arrays.copyOf(bare, bare.length - cut)))
                    .as("%d bytes cut", cut)
                    .isIn(DAMAGE);
        }
    }

    @Test
    void bareAacMustEndWithAWholeFrame() throws IOException {
        byte[] bare = RawFiles.adts(encoded(AudioEncoding.AAC, Carried.NOTHING));
        long[] frames = {-1};
        assertThat(refusal(bare, frames)).isNull();
        assertThat(frames[0]).isGreaterThanOrEqualTo(FRAMES);

        for (int cut = 1; cut < 250; cut += 31) {
            assertThat(reason(Arrays.copyOf(bare, bare.length - cut)))
                    .as("%d bytes cut", cut)
                    .isIn(DAMAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4_001, 5_000, 1 << 20, 1_000_000_000, 2_000_000_000, 4_000_000_000L})
    void aHeaderThatClaimsMoreThanIsThereIsRefused(long claim) throws IOException {
        assertThat(reason(RawFiles.wav(1, 2, 44_100, 16, claim, new byte[4000])))
                .isEqualTo(Reason.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, 1L << 40, Long.MAX_VALUE - 1, Long.MIN_VALUE})
    void aHeaderOf64BitsThatClaimsMoreThanIsThereIsRefused(long claim) throws IOException {
        assertThat(reason(RawFiles.rf64("RF64", 2, 44_100, 16, claim, new byte[4000])))
                .isIn(Reason.TRUNCATED, Reason.LIMIT_DURATION);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, 1_000_000_000})
    void anAiffFileThatClaimsMoreFramesThanItHasIsRefused(int claimedFrames) throws IOException {
        assertThat(reason(RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 16, claimedFrames, new byte[4000])))
                .isIn(Reason.TRUNCATED, Reason.LIMIT_DURATION, Reason.NOT_AUDIO);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, (1L << 36) - 1, 44_100L * 3600 * 3})
    void aFlacFileThatClaimsHoursIsRefused(long frames) throws IOException {
        byte[] bytes = encoded(AudioEncoding.FLAC_16, Carried.NOTHING);
        // 36 bits, the last of the eight bytes that hold rate, channels and depth before them (RFC 9639, §8.2)
        ByteBuffer streamInfo = ByteBuffer.wrap(bytes);
        streamInfo.putLong(18, streamInfo.getLong(18) & ~((1L << 36) - 1) | frames);

        assertThat(reason(bytes)).isIn(Reason.TRUNCATED, Reason.LIMIT_DURATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioEncoding.class,
            names = {"AAC", "ALAC_16"})
    void anM4aFileThatClaimsHoursIsRefused(AudioEncoding encoding) throws IOException {
        byte[] bytes = encoded(encoding, Carried.NOTHING);
        // durations of the movie, the track and the medium, in frames
        ByteBuffer boxes = ByteBuffer.wrap(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boxes.putInt(text.indexOf("mdhd") + 20, Integer.MAX_VALUE);
        boxes.putInt(text.indexOf("mvhd") + 20, Integer.MAX_VALUE);
        boxes.putInt(text.indexOf("tkhd") + 24, Integer.MAX_VALUE);

        long[] frames = {-1};
        AudioException refused = refusal(bytes, frames);
        if (refused == null) {
            // the table of the samples' durations is believed instead
            assertThat(frames[0]).isEqualTo(FRAMES);
        } else {
            assertThat(refused.reason()).isIn(Reason.TRUNCATED, Reason.LIMIT_DURATION);
        }
    }

    @Test
    void nothingHasARateOfZero() throws IOException {
        assertThat(reason(RawFiles.wav(1, 2, 0, 16, 4000, new byte[4000]))).isIn(Reason.NOT_AUDIO, Reason.LIMIT_RATE);
        assertThat(reason(RawFiles.aiff("NONE", 2, new byte[10], 16, 1000, new byte[4000])))
                .isIn(Reason.NOT_AUDIO, Reason.LIMIT_RATE);
        byte[] flac = encoded(AudioEncoding.FLAC_16, Carried.NOTHING);
        ByteBuffer streamInfo = ByteBuffer.wrap(flac);
        streamInfo.putLong(18, streamInfo.getLong(18) & (1L << 44) - 1);
        long[] frames = {-1};
        // every frame of FLAC repeats the rate
        assertThat(refusal(flac, frames)).isNull();
        assertThat(frames[0]).isEqualTo(FRAMES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aSampleThatIsNoNumberIsRefusedWithItsPlace(double broken) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            boolean wav = order == ByteOrder.LITTLE_ENDIAN;
            byte[] floats = ByteBuffer.allocate(8 * 9000)
                    .order(order)
                    .putFloat(8 * 7777 + 4, (float) broken)
                    .array();
            byte[] doubles = ByteBuffer.allocate(16 * 9000)
                    .order(order)
                    .putDouble(16 * 7777, broken)
                    .array();
            for (byte[] samples : List.of(floats, doubles)) {
                int bits = samples == floats ? 32 : 64;
                long[] frames = {-1};
                AudioException refused = refusal(
                        wav
                                ? RawFiles.wav(3, 2, 44_100, bits, samples.length, samples)
                                : RawFiles.aiff("fl" + bits, 2, RawFiles.rate44100(), bits, 9000, samples),
                        frames);
                assertThat(refused).hasMessageContaining("frame 7777");
                assertThat(refused.reason()).isEqualTo(Reason.NOT_FINITE);
            }
        }
    }

    @Test
    void anEmptyFileAndEmptyContainersAreEmpty() throws IOException {
        assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reason(RawFiles.wav(1, 2, 44_100, 16, 0, new byte[0]))).isEqualTo(Reason.EMPTY);
        assertThat(reason(RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 16, 0, new byte[0])))
                .isEqualTo(Reason.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void anEncodingOfNoFramesIsEmpty(AudioEncoding encoding) throws IOException {
        Path file = folder.resolve("none");
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, 44_100, 2))) {
            writer.finish();
        }
        assertThat(reason(Files.readAllBytes(file))).isIn(DAMAGE);
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void garbageAfterAGoodBeginningNeverHidesAnError(AudioEncoding encoding) throws IOException {
        byte[] good = encoded(encoding, Carried.NOTHING);
        byte[] zeros = good.clone();
        Arrays.fill(zeros, good.length / 2, good.length * 3 / 4, (byte) 0);

        long[] frames = {-1};
        AudioException refused = refusal(zeros, frames);

        // WAV and AIFF have nothing that would tell zeros from silence
        if (refused == null) {
            assertThat(frames[0]).isEqualTo(FRAMES);
            assertThat(encoding.encoder()).startsWith("pcm_");
        }
    }
}
