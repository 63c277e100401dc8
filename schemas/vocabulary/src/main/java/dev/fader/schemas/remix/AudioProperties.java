package dev.fader.schemas.remix;

import org.jspecify.annotations.Nullable;

/**
 * What kind of audio a file holds.
 *
 * @param frames samples per channel
 * @param bitDepth bits per sample, or null for codecs that have none (MP3, AAC, Opus)
 * @param seconds {@code frames / sampleRateHz}
 */
public record AudioProperties(
        String codec,
        long frames,
        int sampleRateHz,
        int channels,
        @Nullable Integer bitDepth,
        double seconds) {}
