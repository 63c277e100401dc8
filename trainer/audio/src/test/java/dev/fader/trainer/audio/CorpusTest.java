package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.remix.FileType;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Carrier;
import dev.fader.trainer.tags.Crossing;
import dev.fader.trainer.tags.Id3Tag;
import dev.fader.trainer.tags.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input format × rate × depth × channels, in and out again; and the same from files as other programs write them. */
class CorpusTest {

    private static final int FRAMES = 3_001;
    private static final int[] RATES = {
        8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000, 176_400, 192_000
    };

    @TempDir
    Path folder;

    static Stream<Arguments> shapes() {
        return Stream.of(AudioEncoding.values())
                .flatMap(encoding -> IntStream.of(RATES)
                        .filter(rate -> rate <= mostHz(encoding))
                        .boxed()
                        .flatMap(rate -> Stream.of(1, 2, 6, 8)
                                .filter(channels -> channels <= mostChannels(encoding))
                                .map(channels -> Arguments.of(encoding, rate, channels))));
    }

    /** As the documentation says, and not as the encoders do. */
    private static int mostHz(AudioEncoding encoding) {
        return switch (encoding) {
            case MP3 -> 48_000;
            case AAC -> 96_000;
            default -> 384_000;
        };
    }

    private static int mostChannels(AudioEncoding encoding) {
        return switch (encoding.container()) {
            case MP3 -> 2;
            case AIFF -> 6;
            case WAV, FLAC, M4A, OGG -> 8;
        };
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyFormatGoesInAndOutWithItsRateChannelsDepthAndLength(AudioEncoding encoding, int rate, int channels)
            throws IOException {
        int bits = !encoding.lossless() ? 16 : encoding.floating() ? 24 : encoding.bits();
        double[][] music = Signals.music(rate, channels, FRAMES, bits);
        Path input = folder.resolve("input");
        // ALAC knows one arrangement of eight channels, which is not the usual one
        String layout = encoding.encoder().equals("alac") && channels == 8 ? "7.1(wide)" : "";
        Signals.write(
                input,
                new AudioOutput(
                        encoding,
                        rate,
                        channels,
                        layout,
                        AudioOutput.Rates.USUAL,
                        Quantization.exact(),
                        Carried.of(Text.of("isrc", "X"))),
                music);

        Path output = folder.resolve("output");
        AudioFormat before = copy(input, output);

        try (AudioReader reader = AudioReader.open(output, AudioLimits.DEFAULT)) {
            double[][] back = Signals.readAll(reader);
            assertThat(reader.format())
                    .usingRecursiveComparison()
                    .ignoringFields("declaredFrames", "estimatedSeconds")
                    .isEqualTo(before);
            assertThat(before.sampleRateHz()).isEqualTo(encoding.sampleRateFor(rate));
            assertThat(before.bits()).isEqualTo(encoding.bits());
            assertThat(before.carried().values("isrc")).containsExactly("X");
            assertThat(back)
                    .hasDimensions(channels, (int) Resampler.framesFor(FRAMES, rate, encoding.sampleRateFor(rate)));
            if (encoding.lossless()) {
                assertThat(back).isDeepEqualTo(music);
            }
        }
    }

    /** What a remix does at 0 dB. @return what the input said of itself */
    private static AudioFormat copy(Path input, Path output) throws IOException {
        try (AudioReader reader = AudioReader.open(input, AudioLimits.DEFAULT)) {
            AudioFormat format = reader.format();
            AudioEncoding same = EncodingChoice.of(FileType.SAME, format);
            Signals.write(output, AudioOutput.like(format, same, Quantization.exact()), Signals.readAll(reader));
            return format;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WAV_16, 2.1", "WAV_24, quad", "WAV_16, 5.0", "WAV_16, 5.1", "WAV_16, 5.1(side)", "WAV_24, 6.1", "WAV_16, 7.1",
        "FLAC_16, 5.1", "FLAC_16, 5.1(side)", "FLAC_24, 7.1", "ALAC_16, 5.1", "AAC, 5.1", "OPUS, 5.1", "OPUS, 7.1",
        "WAV_16, 3.1", "FLAC_16, 3.0", "AIFF_16, quad(side)", "AIFF_16, 5.1(side)"
    })
    void channelsKeepTheirPlaces(AudioEncoding encoding, String layout) throws IOException {
        int channels = layout.startsWith("quad")
                ? 4
                : layout.chars()
                        .filter(Character::isDigit)
                        .map(digit -> digit - '0')
                        .sum();
        double[][] music = Signals.music(48_000, channels, FRAMES, 16);
        Path input = folder.resolve("input");
        Signals.write(
                input,
                new AudioOutput(
                        encoding,
                        48_000,
                        channels,
                        layout,
                        AudioOutput.Rates.USUAL,
                        Quantization.exact(),
                        Carried.NOTHING),
                music);

        assertThat(copy(input, folder.resolve("output")).channelLayout()).isEqualTo(layout);

        try (AudioReader reader = AudioReader.open(folder.resolve("output"), AudioLimits.DEFAULT)) {
            assertThat(reader.format().channelLayout()).isEqualTo(layout);
        }
    }

    static Stream<Arguments> filesOfOthers() {
        byte[] samples = new byte[24 * 500];
        new Random(4).nextBytes(samples);
        return Stream.of(
                Arguments.of("WAV of a stream", RawFiles.wav(1, 2, 44_100, 16, -1, samples), 16, false, samples),
                Arguments.of("RF64", RawFiles.rf64("RF64", 2, 48_000, 24, samples.length, samples), 24, false, samples),
                Arguments.of("BW64", RawFiles.rf64("BW64", 2, 48_000, 16, samples.length, samples), 16, false, samples),
                Arguments.of("Wave64", RawFiles.w64(2, 44_100, 24, samples), 24, false, samples),
                Arguments.of(
                        "AIFF of 16 bits",
                        RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 16, samples.length / 4, samples),
                        16,
                        true,
                        samples),
                Arguments.of(
                        "AIFF of 24 bits",
                        RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 24, samples.length / 6, samples),
                        24,
                        true,
                        samples),
                Arguments.of(
                        "AIFF of 32 bits",
                        RawFiles.aiff("NONE", 2, RawFiles.rate44100(), 32, samples.length / 8, samples),
                        32,
                        true,
                        samples),
                Arguments.of(
                        "AIFF-C, little-endian",
                        RawFiles.aiff("sowt", 2, RawFiles.rate44100(), 16, samples.length / 4, samples),
                        16,
                        false,
                        samples));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesOfOthers")
    void filesOfOtherProgramsGoInAndOutToTheSample(
            String name, byte[] file, int bits, boolean bigEndian, byte[] samples) throws IOException {
        Path input = Files.write(folder.resolve("input"), file);

        AudioFormat format = copy(input, folder.resolve("output"));

        double[][] expected = integers(samples, bits, bigEndian);
        assertThat(format.bits()).isEqualTo(bits);
        assertThat(Signals.read(input)).isDeepEqualTo(expected);
        assertThat(Signals.read(folder.resolve("output"))).isDeepEqualTo(expected);
    }

    /** Two channels, worked out without any decoder. */
    private static double[][] integers(byte[] samples, int bits, boolean bigEndian) {
        int bytes = bits / 8;
        double[][] planar = new double[2][samples.length / bytes / 2];
        ByteBuffer wide = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length / bytes; i++) {
            wide.putInt(0, 0);
            for (int b = 0; b < bytes; b++) {
                wide.put(4 - bytes + b, samples[i * bytes + (bigEndian ? bytes - 1 - b : b)]);
            }
            planar[i % 2][i / 2] = wide.getInt(0) * 0x1p-31;
        }
        return planar;
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void oneSampleAndSilenceKeepTheirLength(AudioEncoding encoding) throws IOException {
        Path file = folder.resolve("short");
        // MP3 cannot be trimmed to less
        int fewest = encoding == AudioEncoding.MP3 ? 48 : 1;
        double[][] blip = new double[2][fewest];
        blip[0][0] = 0.5;
        blip[1][0] = -0.25;
        for (double[][] sound : List.of(blip, new double[2][10_000])) {
            Signals.write(file, AudioOutput.of(encoding, 48_000, 2), sound);

            double[][] back = Signals.read(file);

            assertThat(back).hasDimensions(2, sound[0].length);
            if (encoding.lossless()) {
                assertThat(back).isDeepEqualTo(sound);
            }
        }
    }

    @Test
    void lessThanMp3CanHoldIsRefused() {
        assertThatThrownBy(() -> Signals.write(
                        folder.resolve("blip.mp3"), AudioOutput.of(AudioEncoding.MP3, 48_000, 1), new double[1][46]))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("choose WAV or FLAC");
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void aWrongExtensionChangesNothing(AudioEncoding encoding) throws IOException {
        for (String extension : List.of("wav", "mp3", "flac", "txt", "jpg")) {
            Path file = folder.resolve("song." + extension);
            Signals.write(file, AudioOutput.of(encoding, 48_000, 2), Signals.music(48_000, 2, FRAMES, 8));
            assertThat(Signals.read(file)).as(extension).hasDimensions(2, FRAMES);
        }
    }

    @Test
    void anId3TagBeforeFlacIsRead() throws IOException {
        Path flac = folder.resolve("a.flac");
        double[][] music = Signals.music(44_100, 2, FRAMES, 16);
        Signals.write(flac, AudioOutput.of(AudioEncoding.FLAC_16, 44_100, 2), music);
        byte[] tag = Id3Tag.of(Crossing.into(Carrier.MP3, Carried.of(Text.of("title", "In front")))
                .fields());
        byte[] bytes = Files.readAllBytes(flac);
        Files.write(
                flac,
                ByteBuffer.allocate(tag.length + bytes.length)
                        .put(tag)
                        .put(bytes)
                        .array());

        assertThat(Signals.read(flac)).isDeepEqualTo(music);
    }
}
