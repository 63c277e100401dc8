package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fader.trainer.tags.Carried;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check before a run says is what the run does, for every encoding, layout and rate. */
class EncodableTest {

    private static final int FRAMES = 5_000;

    private static final List<String> LAYOUTS = Layouts.knownAnd(
                    "1 channels (FL)",
                    "3 channels (FL+BL+BR)",
                    "4 channels (FC+LFE+SL+SR)",
                    "3 channels",
                    "4 channels",
                    "6 channels",
                    "8 channels",
                    "3 channels (FL+FR+WL)",
                    "mask 0x80000003",
                    "mask 0x3",
                    "mask 0x40")
            .toList();

    @TempDir
    Path folder;

    static Stream<Arguments> encodingsAndLayouts() {
        return Stream.of(AudioEncoding.values())
                .flatMap(encoding -> LAYOUTS.stream().map(layout -> Arguments.of(encoding, layout)));
    }

    static int channels(String layout) {
        if (layout.startsWith("mask")) {
            return layout.equals("mask 0x40") ? 2 : 4;
        }
        if (layout.contains("channels")) {
            return layout.charAt(0) - '0';
        }
        return switch (layout) {
            case "mono" -> 1;
            case "stereo" -> 2;
            case "hexagonal" -> 6;
            case "octagonal" -> 8;
            default ->
                layout.startsWith("quad")
                        ? 4
                        : layout.replaceAll("\\(.*", "")
                                .chars()
                                .filter(Character::isDigit)
                                .map(digit -> digit - '0')
                                .sum();
        };
    }

    private static AudioOutput output(AudioEncoding encoding, int rate, String layout) {
        return new AudioOutput(
                encoding,
                rate,
                channels(layout),
                layout,
                AudioOutput.Rates.USUAL,
                Quantization.exact(),
                Carried.NOTHING);
    }

    @ParameterizedTest
    @MethodSource("encodingsAndLayouts")
    void aLayoutIsKeptOrRefusedWithTheSameWordsBefore(AudioEncoding encoding, String layout) throws IOException {
        AudioOutput output = output(encoding, 48_000, layout);
        Path file = folder.resolve("a");
        AudioException before = catchThrowableOfType(AudioException.class, output::check);
        if (before != null) {
            assertThat(before.reason()).isEqualTo(AudioException.Reason.NOT_ENCODABLE);
            assertThatThrownBy(() -> AudioWriter.create(file, output)).hasMessage(before.getMessage());
            assertThat(encoding.container()).isNotEqualTo(AudioEncoding.Container.WAV);
            return;
        }
        double[][] music = Signals.music(
                48_000, channels(layout), FRAMES, encoding.lossless() ? Math.min(encoding.bits(), 24) : 16);
        Signals.write(file, output, music);

        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] back = Signals.readAll(reader);
            String expected = layout;
            if (encoding.container() != AudioEncoding.Container.WAV
                    && (encoding.container() != AudioEncoding.Container.FLAC || layout.startsWith("mask"))
                    && channels(layout) <= 2) {
                // what has no place for masks has mono and stereo
                expected = channels(layout) == 1 ? "mono" : "stereo";
            }
            assertThat(reader.format().channelLayout()).isIn(expected, LayoutName.twin(expected, channels(layout)));
            assertThat(back).hasDimensions(channels(layout), FRAMES);
            if (encoding.lossless()) {
                assertThat(back).isDeepEqualTo(music);
            } else {
                for (int c = 0; c < back.length; c++) {
                    int lfe = LayoutName.speakers(layout, channels(layout)).get(c);
                    if (lfe != 3) {
                        assertThat(Signals.snr(music[c], back[c], 1_500))
                                .as("channel %d", c)
                                .isGreaterThan(5);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AudioEncoding.class)
    void aRateIsKeptOrRefusedWithTheSameWordsBefore(AudioEncoding encoding) throws IOException {
        for (int rate : new int[] {
            4_000, 6_000, 7_350, 8_000, 11_025, 12_000, 15_999, 16_000, 22_050, 24_000, 32_000, 37_800, 44_056, 44_100,
            48_000, 50_000, 64_000, 88_200, 96_000, 96_001, 176_400, 192_000, 352_800, 384_000
        }) {
            AudioOutput output = output(encoding, rate, "stereo");
            Path file = folder.resolve("a");
            AudioException before = catchThrowableOfType(AudioException.class, output::check);
            if (before != null) {
                assertThatThrownBy(() -> AudioWriter.create(file, output)).hasMessage(before.getMessage());
                continue;
            }
            Signals.write(file, output, Signals.music(rate, 2, FRAMES, 8));
            try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
                assertThat(reader.format().sampleRateHz()).isEqualTo(encoding.sampleRateFor(rate));
                assertThat(Signals.readAll(reader)[0]).as("at %d Hz", rate).hasSize((int)
                        Resampler.framesFor(FRAMES, rate, encoding.sampleRateFor(rate)));
            }
        }
    }

    @Test
    void whatTheDocumentationNamesCanBeEncoded() throws IOException {
        for (AudioEncoding encoding : AudioEncoding.values()) {
            output(encoding, 44_100, "mono").check();
            output(encoding, 48_000, "stereo").check();
        }
        for (AudioEncoding encoding : List.of(AudioEncoding.OPUS, AudioEncoding.AAC, AudioEncoding.FLAC_24)) {
            for (String layout : List.of("3.0", "quad", "5.0", "5.0(side)", "5.1", "5.1(side)")) {
                output(encoding, 48_000, layout).check();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x3, 0xb, 0x707, 0x40000, 0x80000000L, 0xffffffffL, 0x60f, 0x3f})
    void anyMaskOfAWavFileTravels(long mask) throws IOException {
        for (int channels : new int[] {1, 2, 3, 4, 6}) {
            Path file = Files.write(folder.resolve("in.wav"), extensible(channels, mask));
            try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
                double[][] samples = Signals.readAll(reader);
                Path copy = folder.resolve("out.wav");
                AudioEncoding encoding = AudioEncoding.WAV_16;
                Signals.write(copy, AudioOutput.like(reader.format(), encoding, Quantization.exact()), samples);
                try (var channel = Files.newByteChannel(copy)) {
                    WavAccount account = WavAccount.of(channel, "copy");
                    // mono and stereo need no mask
                    assertThat(account.channelMask())
                            .as("%d channels", channels)
                            .isIn(
                                    mask,
                                    channels == 1 && mask == 4 || channels == 2 && mask == 3
                                            ? LengthAccount.NO_MASK
                                            : mask);
                }
                assertThat(Signals.read(copy)).isDeepEqualTo(samples);
            }
        }
    }

    private static byte[] extensible(int channels, long mask) {
        int bytes = 1000 * channels * 2;
        ByteBuffer wav = ByteBuffer.allocate(68 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] plain = RawFiles.wav(1, channels, 44_100, 16, bytes, new byte[0]);
        wav.put(plain, 0, 16).putInt(40).putShort((short) WavHeader.EXTENSIBLE);
        wav.put(plain, 22, 14).putShort((short) 22).putShort((short) 16).putInt((int) mask);
        wav.put(new byte[] {1, 0, 0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        wav.put(plain, 36, 8);
        IntStream.range(0, 1000 * channels).forEach(i -> wav.putShort((short) (i * 31)));
        wav.putInt(4, 60 + bytes);
        return wav.array();
    }

    @Test
    void thePageForUsersSaysWhichLayoutsEachFormatHolds() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../../docs/remixing.md"));
        Map<String, String> encoders = Map.of("MP3", "libmp3lame", "AAC", "aac", "Opus", "libopus", "ALAC", "alac");

        assertThat(encoders.values()).containsExactlyInAnyOrderElementsOf(OpenedEncoder.HELD.keySet());
        encoders.forEach((format, encoder) -> assertThat(page)
                .contains("| %s | %s |".formatted(format, String.join(", ", OpenedEncoder.HELD.get(encoder)))));
    }
}
