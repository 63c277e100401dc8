package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;
import java.util.List;

/** What kind of file an {@link OutputFormat} is of, and which rates may be asked of it. */
public enum FileType {
    /** The input's container and codec where it can be written, else FLAC. */
    SAME,
    WAV,
    FLAC,
    /** By the frames of ISO 11172-3 and 13818-3, and the half rates that encoders add. */
    MP3(
            List.of(8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320),
            List.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)),
    AAC(
            List.of(16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512),
            List.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000)),
    OPUS(List.of(16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 510), List.of(48_000));

    private static final int LOWEST_HZ = 8000;
    private static final int HIGHEST_HZ = 384_000;

    private final List<Integer> kilobitsPerSecond;
    private final List<Integer> sampleRatesHz;

    FileType() {
        this(List.of(), List.of());
    }

    FileType(List<Integer> kilobitsPerSecond, List<Integer> sampleRatesHz) {
        this.kilobitsPerSecond = kilobitsPerSecond;
        this.sampleRatesHz = sampleRatesHz;
    }

    /** @throws IllegalArgumentException listing what would have been understood */
    public static FileType parse(String text) {
        return WireNames.parse(FileType.class, "output format", text);
    }

    /** Its name in JSON and tables. */
    @JsonValue
    public String wireName() {
        return WireNames.of(this);
    }

    /** @throws IllegalArgumentException if no file of the type has such a bit rate */
    void checkBitRate(int kilobits) {
        if (!kilobitsPerSecond.contains(kilobits)) {
            throw new IllegalArgumentException(
                    kilobitsPerSecond.isEmpty()
                            ? "%s has no bit rate to choose: it is for mp3, aac and opus".formatted(wireName())
                            : "%s has no %d kbit/s: expected one of %s"
                                    .formatted(wireName(), kilobits, kilobitsPerSecond));
        }
    }

    /** @throws IllegalArgumentException if no file of the type has such a rate */
    void checkSampleRate(int hertz) {
        if (sampleRatesHz.isEmpty() && (hertz < LOWEST_HZ || hertz > HIGHEST_HZ)) {
            throw new IllegalArgumentException(
                    "a sample rate lies between %d and %d Hz, unlike %d".formatted(LOWEST_HZ, HIGHEST_HZ, hertz));
        }
        if (!sampleRatesHz.isEmpty() && !sampleRatesHz.contains(hertz)) {
            throw new IllegalArgumentException(
                    "%s has no %d Hz: expected one of %s".formatted(wireName(), hertz, sampleRatesHz));
        }
    }
}
