package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Finite;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.BroadcastChunk;
import dev.fader.trainer.audio.LoudnessMeter;
import dev.fader.trainer.audio.Quantization;
import dev.fader.trainer.audio.Resampler;
import dev.fader.trainer.tags.Carried;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stage after the network: loudness, encoding and proof. The same samples, format and policy give the same bytes.
 *
 * @param limits of the decoder that reads outputs back
 * @param betweenBlocks may throw to stop
 */
public record Mastering(AudioLimits limits, Runnable betweenBlocks) {

    private static final int BLOCK_FRAMES = 1 << 15;
    private static final long DITHER_SEED = 0x46616465724dL;

    /**
     * What is asked of an output.
     *
     * @param note what the processing tag says: who made this of what
     */
    public record Order(OutputFormat format, LoudnessPolicy loudness, String note) {

        /** Tells before any work whether there can be such an output. @throws AudioException NOT_ENCODABLE if not */
        public void check(AudioFormat input) throws AudioException {
            output(input).check(Math.max(0, input.declaredFrames()));
        }

        /** Tells before any work what the input carries and the output has no place for. */
        public List<String> remarks(AudioFormat input, Blend blend) {
            AudioOutput output = output(input);
            boolean unchanged = blend.isInput() && loudness.equals(LoudnessPolicy.NONE) && !output.resampled();
            return output.carrying(carried(input.carried(), unchanged, note)).remarks();
        }

        private AudioOutput output(AudioFormat input) {
            return AudioOutput.of(format, input, Quantization.exact());
        }
    }

    /**
     * An output that was read back whole.
     *
     * @param format as read back
     * @param frames as read back, at the encoding's rate
     * @param quality loudness after it is of the file as it is decoded again, lossy or not; nothing judged it yet
     * @param remarks what is to be known of the input, and what it carries and the output has no place for
     */
    public record Mastered(
            AudioEncoding encoding, AudioFormat format, long frames, QualityRecord quality, List<String> remarks) {

        public Mastered {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * @param output created; what is left of it after a failure is the caller's to delete
     * @throws IOException also if the output does not read back whole
     */
    public Mastered master(Rendering rendering, int variant, Order order, Path output) throws IOException {
        Rendering.Track track = rendering.tracks().get(variant);
        AudioFormat input = rendering.format();
        LoudnessGain gain = order.loudness().equals(LoudnessPolicy.NONE)
                ? LoudnessGain.NONE
                : LoudnessGain.of(order.loudness(), rendering.loudness(), loudness(track.audio(), input));
        AudioOutput same = order.output(input);
        boolean unchanged = track.unchanged() && gain.db() == 0 && !same.resampled();
        AudioOutput asked = unchanged ? same : same.with(Quantization.dithered(DITHER_SEED));
        StereoCorrelation correlation = new StereoCorrelation();
        long clipped;
        List<String> remarks;
        try (AudioWriter writer =
                AudioWriter.create(output, asked.carrying(carried(input.carried(), unchanged, order.note())))) {
            double ratio = gain.ratio();
            each(track.audio(), (planar, count) -> {
                amplify(planar, count, ratio);
                correlation.add(planar, 0, count);
                writer.write(planar, 0, count);
            });
            writer.finish();
            clipped = writer.clippedSamples();
            remarks = Stream.concat(rendering.remarks().stream(), writer.remarks().stream())
                    .distinct()
                    .toList();
        }
        ReadBack back = readBack(output, rendering, asked);
        if (!unchanged) {
            BroadcastChunk.tellLoudness(output, back.loudness());
        }
        return new Mastered(
                asked.encoding(),
                back.format(),
                back.frames(),
                new QualityRecord(
                        rendering.loudness(),
                        back.loudness(),
                        gain.db(),
                        gain.missLu(),
                        clipped,
                        asked.ditherBits(),
                        Finite.orNull(rendering.correlation()),
                        Finite.orNull(correlation.result()),
                        Finite.orNull(track.worstSeamDb()),
                        Finite.orNull(rendering.nullResidualDb()),
                        List.of()),
                remarks);
    }

    /** Measurements of the input stay true of its own samples only. */
    private static Carried carried(Carried input, boolean unchanged, String note) {
        Carried still = unchanged ? input : input.withoutLevels();
        return note.isEmpty() ? still : still.processed("Fader: " + note);
    }

    private static void amplify(double[][] planar, int count, double ratio) {
        if (ratio != 1) {
            for (double[] samples : planar) {
                for (int i = 0; i < count; i++) {
                    samples[i] *= ratio;
                }
            }
        }
    }

    private Loudness loudness(RawAudio audio, AudioFormat format) throws IOException {
        LoudnessMeter meter = new LoudnessMeter(format.sampleRateHz(), format.channels(), format.channelLayout());
        each(audio, (planar, count) -> meter.add(planar, 0, count));
        return meter.result();
    }

    private interface BlockSink {
        void accept(double[][] planar, int count) throws IOException;
    }

    private void each(RawAudio audio, BlockSink sink) throws IOException {
        double[][] block = new double[audio.channels()][BLOCK_FRAMES];
        try (RawAudio.Reader reader = audio.open()) {
            for (int count = reader.read(block, 0, BLOCK_FRAMES);
                    count >= 0;
                    count = reader.read(block, 0, BLOCK_FRAMES)) {
                sink.accept(block, count);
                betweenBlocks.run();
            }
        }
    }

    private record ReadBack(AudioFormat format, long frames, Loudness loudness) {}

    /** Decodes what was written: an output is worth keeping only if it is as long as its input. */
    private ReadBack readBack(Path output, Rendering rendering, AudioOutput asked) throws IOException {
        AudioFormat input = rendering.format();
        try (AudioReader reader = AudioReader.open(output, limits)) {
            AudioFormat format = reader.format();
            LoudnessMeter meter = new LoudnessMeter(format.sampleRateHz(), format.channels(), format.channelLayout());
            double[][] block = new double[format.channels()][BLOCK_FRAMES];
            for (int count = reader.read(block, 0, BLOCK_FRAMES);
                    count >= 0;
                    count = reader.read(block, 0, BLOCK_FRAMES)) {
                meter.add(block, 0, count);
                betweenBlocks.run();
            }
            long expected = Resampler.framesFor(rendering.frames(), input.sampleRateHz(), asked.writtenRateHz());
            if (reader.frames() != expected || format.channels() != input.channels()) {
                throw new IOException("the %s output reads back as %d frames of %d channels, not %d of %d"
                        .formatted(asked.encoding(), reader.frames(), format.channels(), expected, input.channels()));
            }
            return new ReadBack(format, reader.frames(), meter.result());
        }
    }
}
