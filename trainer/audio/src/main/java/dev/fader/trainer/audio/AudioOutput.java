package dev.fader.trainer.audio;

import dev.fader.schemas.remix.OutputFormat;
import dev.fader.trainer.tags.Carried;
import java.util.List;

/**
 * What to write.
 *
 * @param sampleRateHz of the samples given to the writer
 * @param channelLayout by the names that a reader gives, such as {@code 5.1(side)}; empty for the usual one of so many
 *     channels
 * @param rates of the file
 * @param carried tags, pictures and the like, as an input has them; what has no place in the output is told
 */
public record AudioOutput(
        AudioEncoding encoding,
        int sampleRateHz,
        int channels,
        String channelLayout,
        Rates rates,
        Quantization quantization,
        Carried carried) {

    /**
     * What may be asked of a file.
     *
     * @param kilobitsPerSecond of a lossy encoding; 0 for a good one
     * @param sampleRateHz that the signal is resampled to; 0 for its own, where the encoding has it
     */
    public record Rates(int kilobitsPerSecond, int sampleRateHz) {

        public static final Rates USUAL = new Rates(0, 0);
    }

    /** Rounded, without tags, at the usual rates. */
    public static AudioOutput of(AudioEncoding encoding, int sampleRateHz, int channels) {
        return new AudioOutput(
                encoding, sampleRateHz, channels, "", Rates.USUAL, Quantization.exact(), Carried.NOTHING);
    }

    /** The same rate, channels and layout as an input's, and all that it carries. */
    public static AudioOutput like(AudioFormat input, AudioEncoding encoding, Quantization quantization) {
        return new AudioOutput(
                encoding,
                input.sampleRateHz(),
                input.channels(),
                input.channelLayout(),
                Rates.USUAL,
                quantization,
                input.carried());
    }

    /** Of an input's sound in the format that was asked for, with all that the input carries. */
    public static AudioOutput of(OutputFormat asked, AudioFormat input, Quantization quantization) {
        return new AudioOutput(
                EncodingChoice.of(asked.type(), input),
                input.sampleRateHz(),
                input.channels(),
                input.channelLayout(),
                new Rates(asked.kilobitsPerSecond(), asked.sampleRateHz()),
                quantization,
                input.carried());
    }

    /** @throws AudioException NOT_ENCODABLE when the encoding cannot hold such channels, or has no such rate */
    public void check() throws AudioException {
        OpenedEncoder.check(this);
    }

    /** The same, rounded in another way. */
    public AudioOutput with(Quantization other) {
        return new AudioOutput(encoding, sampleRateHz, channels, channelLayout, rates, other, carried);
    }

    /** The same at other rates. */
    AudioOutput at(Rates other) {
        return new AudioOutput(encoding, sampleRateHz, channels, channelLayout, other, quantization, carried);
    }

    /**
     * The same for a sound of that length.
     *
     * @param frames at the signal's rate
     */
    public void check(long frames) throws AudioException {
        check();
        OutputLength.check(this, Resampler.framesFor(frames, sampleRateHz, writtenRateHz()));
    }

    /** What is carried and the output has no place for, as its writer will say it. */
    public List<String> remarks() {
        return TagWriter.crossing(asWritten()).remarks();
    }

    /** Where the file has another rate than the signal, what counts samples counts those of the file. */
    AudioOutput asWritten() {
        return resampled() ? carrying(carried.atRate(sampleRateHz, writtenRateHz())) : this;
    }

    /** The same with something else beside its sound. */
    public AudioOutput carrying(Carried other) {
        return new AudioOutput(encoding, sampleRateHz, channels, channelLayout, rates, quantization, other);
    }

    /** The sample rate of the file. */
    public int writtenRateHz() {
        return rates.sampleRateHz() > 0 ? rates.sampleRateHz() : encoding.sampleRateFor(sampleRateHz);
    }

    /** Whether what is written has another sample rate than the signal. */
    public boolean resampled() {
        return writtenRateHz() != sampleRateHz;
    }

    /** The depth that samples are rounded to with dither; 0: without. */
    public int ditherBits() {
        return quantization.dithers(encoding.bits()) ? encoding.bits() : 0;
    }

    /** The bit rate asked for, or 320 kbit/s MP3 and 256 kbit/s for two channels of AAC or Opus, less for low rates. */
    long effectiveBitsPerSecond() {
        if (rates.kilobitsPerSecond() > 0 || encoding.lossless()) {
            return rates.kilobitsPerSecond() * 1000L;
        }
        int rate = writtenRateHz();
        double share = Math.min(1, rate / 44_100.0);
        return switch (encoding.container()) {
            case MP3 -> rate >= 32_000 ? 320_000 : rate >= 16_000 ? 160_000 : 64_000;
            case M4A -> Math.round(128_000 * share) * channels;
            case OGG -> Math.min(128_000L * channels, 510_000);
            case WAV, AIFF, FLAC -> 0;
        };
    }
}
