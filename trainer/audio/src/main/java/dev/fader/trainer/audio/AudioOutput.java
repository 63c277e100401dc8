package dev.fader.trainer.audio;

import dev.fader.trainer.tags.Carried;
import java.util.List;

/**
 * What to write.
 *
 * @param sampleRateHz of the samples given to the writer
 * @param channelLayout by the names that a reader gives, such as {@code 5.1(side)}; empty for the usual one of so many
 *     channels
 * @param bitsPerSecond of a lossy encoding; 0 for a good default
 * @param carried tags, pictures and the like, as an input has them; what has no place in the output is told
 */
public record AudioOutput(
        AudioEncoding encoding,
        int sampleRateHz,
        int channels,
        String channelLayout,
        long bitsPerSecond,
        Quantization quantization,
        Carried carried) {

    /** Rounded, without tags, at the default bit rate. */
    public static AudioOutput of(AudioEncoding encoding, int sampleRateHz, int channels) {
        return new AudioOutput(encoding, sampleRateHz, channels, "", 0, Quantization.exact(), Carried.NOTHING);
    }

    /** The same rate, channels and layout as an input's, and all that it carries. */
    public static AudioOutput like(AudioFormat input, AudioEncoding encoding, Quantization quantization) {
        return new AudioOutput(
                encoding,
                input.sampleRateHz(),
                input.channels(),
                input.channelLayout(),
                0,
                quantization,
                input.carried());
    }

    /** @throws AudioException NOT_ENCODABLE when the encoding cannot hold such channels, or such a rate */
    public void check() throws AudioException {
        OpenedEncoder.check(this);
    }

    /**
     * The same for a sound of that length.
     *
     * @param frames at the signal's rate
     */
    public void check(long frames) throws AudioException {
        check();
        OutputLength.check(this, Resampler.framesFor(frames, sampleRateHz, encoding.sampleRateFor(sampleRateHz)));
    }

    /** What is carried and the output has no place for, as its writer will say it. */
    public List<String> remarks() {
        return TagWriter.crossing(this).remarks();
    }

    /** The same with something else beside its sound. */
    public AudioOutput carrying(Carried other) {
        return new AudioOutput(encoding, sampleRateHz, channels, channelLayout, bitsPerSecond, quantization, other);
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
