package dev.fader.trainer.remix;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.Loudness;
import dev.fader.trainer.audio.LoudnessMeter;
import dev.fader.trainer.audio.Quantization;
import dev.fader.trainer.audio.Resampler;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Remixes a file into a file: decode, network, encode, verify, in constant memory. The output has the input's rate,
 * channels, tags and length, to the sample; the same input, gains, format and model give the same bytes.
 */
public final class FileRemix {

    private static final int BLOCK_FRAMES = 1 << 15;
    private static final long DITHER_SEED = 0x46616465724dL;

    private final DifferenceNetwork network;
    private final AudioLimits limits;

    public FileRemix(DifferenceNetwork network, AudioLimits limits) {
        this.network = network;
        this.limits = limits;
    }

    /** Told how far a remix is; may throw to stop it. */
    @FunctionalInterface
    public interface Progress {

        /** @param secondsTotal as far as the container tells, or −1 */
        void at(double secondsDone, double secondsTotal);
    }

    /**
     * What was done.
     *
     * @param frames of input and output, at the input's rate
     * @param writtenFrames as read back, at the encoding's rate
     * @param clippedSamples values beyond full scale that an integer encoding cut off
     */
    public record Report(
            AudioFormat input,
            AudioEncoding encoding,
            AudioFormat written,
            long frames,
            long writtenFrames,
            long clippedSamples,
            Loudness loudnessIn,
            Loudness loudnessOut) {

        public double seconds() {
            return (double) frames / input.sampleRateHz();
        }
    }

    /**
     * @param output created; what is left of it after a failure is the caller's to delete
     * @throws dev.fader.trainer.audio.AudioException if the input is refused, or the output does not read back whole
     */
    public Report remix(Path input, Path output, Gains gains, OutputChoice choice, ChunkPlan plan, Progress progress)
            throws IOException {
        try (AudioReader reader = AudioReader.open(input, limits)) {
            AudioFormat format = reader.format();
            AudioEncoding encoding = choice.encodingFor(format);
            Quantization quantization =
                    gains.changeNothing() ? Quantization.exact() : Quantization.dithered(DITHER_SEED);
            LoudnessMeter meterIn = new LoudnessMeter(format.sampleRateHz(), format.channels());
            LoudnessMeter meterOut = new LoudnessMeter(format.sampleRateHz(), format.channels());
            long clipped;
            try (AudioWriter writer = AudioWriter.create(output, AudioOutput.like(format, encoding, quantization));
                    RemixStream stream = new RemixStream(
                            network, gains, plan, format.channels(), format.sampleRateHz(), (planar, offset, count) -> {
                                meterOut.add(planar, offset, count);
                                writer.write(planar, offset, count);
                            })) {
                double total = secondsTotal(format);
                float[][] block = new float[format.channels()][BLOCK_FRAMES];
                for (int count = reader.read(block, 0, BLOCK_FRAMES);
                        count >= 0;
                        count = reader.read(block, 0, BLOCK_FRAMES)) {
                    meterIn.add(block, 0, count);
                    stream.push(block, 0, count);
                    progress.at((double) reader.frames() / format.sampleRateHz(), total);
                }
                stream.finish();
                writer.finish();
                clipped = writer.clippedSamples();
            }
            Written written = readBack(output, format, encoding, reader.frames());
            return new Report(
                    format,
                    encoding,
                    written.format(),
                    reader.frames(),
                    written.frames(),
                    clipped,
                    meterIn.result(),
                    meterOut.result());
        }
    }

    private static double secondsTotal(AudioFormat format) {
        return format.declaredFrames() >= 0
                ? (double) format.declaredFrames() / format.sampleRateHz()
                : format.estimatedSeconds();
    }

    private record Written(AudioFormat format, long frames) {}

    /** Decodes what was written: an output is worth keeping only if it is as long as its input. */
    private Written readBack(Path output, AudioFormat input, AudioEncoding encoding, long frames) throws IOException {
        try (AudioReader reader = AudioReader.open(output, limits)) {
            AudioFormat format = reader.format();
            float[][] block = new float[format.channels()][BLOCK_FRAMES];
            while (reader.read(block, 0, BLOCK_FRAMES) >= 0) {
                // decoding is the proof
            }
            int rate = encoding.sampleRateFor(input.sampleRateHz());
            long expected = Resampler.framesFor(frames, input.sampleRateHz(), rate);
            if (reader.frames() != expected || format.channels() != input.channels()) {
                throw new IOException("the %s output reads back as %d frames of %d channels, not %d of %d"
                        .formatted(encoding, reader.frames(), format.channels(), expected, input.channels()));
            }
            return new Written(format, reader.frames());
        }
    }
}
