package dev.fader.cli.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one file took in a process of its own, as {@code fader trainer bench-file} says it.
 *
 * @param timesRealtimePerChannel seconds of audio × channels for each second of wall time
 * @param networkShare part of the wall time that was spent in the network
 * @param worstSeamDb where chunks meet, relative to the input's level; null for a file of one chunk
 * @param nullResidualDb what the network could not explain, relative to the input's level
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FileFigures(
        double audioSeconds,
        int channels,
        double wallSeconds,
        double timesRealtimePerChannel,
        double cpuSecondsPerAudioSecond,
        double networkShare,
        double peakRssMib,
        double decoderPeakRssMib,
        @Nullable Double worstSeamDb,
        @Nullable Double nullResidualDb) {

    FileFigures {
        worstSeamDb = numberOrNull(worstSeamDb);
        nullResidualDb = numberOrNull(nullResidualDb);
    }

    /** JSON has no word for what is not a number. */
    private static @Nullable Double numberOrNull(@Nullable Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? null : value;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%7.1f min: %5.1f × real time per channel, %.3f CPU s per audio s, peak RSS %.0f MiB and %.0f MiB of"
                        + " its decoder, network %.0f %%, worst seam %s",
                audioSeconds / 60,
                timesRealtimePerChannel,
                cpuSecondsPerAudioSecond,
                peakRssMib,
                decoderPeakRssMib,
                100 * networkShare,
                worstSeamDb == null ? "none" : String.format(Locale.ROOT, "%.1f dB", worstSeamDb));
    }
}
