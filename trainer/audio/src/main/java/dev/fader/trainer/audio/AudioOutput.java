package dev.fader.trainer.audio;

import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.RiffChunk;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to write.
 *
 * @param sampleRateHz of the samples given to the writer
 * @param channelLayout by the names that a reader gives, such as {@code 5.1(side)}; empty for the usual one of so many
 *     channels
 * @param bitsPerSecond of a lossy encoding; 0 for a good default
 * @param tags title, artist and others, by the names that a reader gives
 * @param pictures such as the cover
 * @param chunks what else an input carries; only WAV has a place for them
 */
public record AudioOutput(
        AudioEncoding encoding,
        int sampleRateHz,
        int channels,
        String channelLayout,
        long bitsPerSecond,
        Quantization quantization,
        Map<String, String> tags,
        List<Picture> pictures,
        List<RiffChunk> chunks) {

    public AudioOutput {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        pictures = List.copyOf(pictures);
        chunks = List.copyOf(chunks);
    }

    /** Rounded, without tags, at the default bit rate. */
    public static AudioOutput of(AudioEncoding encoding, int sampleRateHz, int channels) {
        return new AudioOutput(
                encoding, sampleRateHz, channels, "", 0, Quantization.exact(), Map.of(), List.of(), List.of());
    }

    /** The same rate, channels, layout, tags and pictures as an input's. */
    public static AudioOutput like(AudioFormat input, AudioEncoding encoding, Quantization quantization) {
        return new AudioOutput(
                encoding,
                input.sampleRateHz(),
                input.channels(),
                input.channelLayout(),
                0,
                quantization,
                input.tags(),
                input.pictures(),
                input.chunks());
    }

    /** @throws AudioException NOT_ENCODABLE when the encoding cannot hold such channels, or such a rate */
    public void check() throws AudioException {
        OpenedEncoder.check(this);
    }

    /** The same with other tags. */
    public AudioOutput withTags(Map<String, String> others) {
        return new AudioOutput(
                encoding, sampleRateHz, channels, channelLayout, bitsPerSecond, quantization, others, pictures, chunks);
    }

    /** The bit rate asked for, or 320 kbit/s MP3 and 256 kbit/s for two channels of AAC or Opus, less for low rates. */
    long effectiveBitsPerSecond() {
        if (bitsPerSecond > 0 || encoding.lossless()) {
            return bitsPerSecond;
        }
        double share = Math.min(1, encoding.sampleRateFor(sampleRateHz) / 44_100.0);
        return switch (encoding.container()) {
            case MP3 -> sampleRateHz >= 32_000 ? 320_000 : sampleRateHz >= 16_000 ? 160_000 : 64_000;
            case M4A -> Math.round(128_000 * share) * channels;
            case OGG -> Math.min(128_000L * channels, 510_000);
            case WAV, AIFF, FLAC -> 0;
        };
    }
}
