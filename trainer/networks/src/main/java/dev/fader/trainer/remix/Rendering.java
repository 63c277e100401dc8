package dev.fader.trainer.remix;

import dev.fader.schemas.remix.Loudness;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.separation.ChunkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stage that needs the network: from a decoded input to the samples of every variant, in scratch files. All variants
 * cost one separation.
 *
 * @param frames of the input and of every variant
 * @param nullResidualDb what the network could not explain of the input, relative to its level; NaN if it was not asked
 * @param remarks what is to be known of the input, such as streams that were left out
 */
public record Rendering(
        AudioFormat format,
        long frames,
        Loudness loudness,
        double correlation,
        double nullResidualDb,
        List<Track> tracks,
        List<String> remarks) {

    /**
     * One variant.
     *
     * @param unchanged whether it is the input, sample for sample
     * @param worstSeamDb largest disagreement of neighbouring chunks, relative to the input there, or NaN
     */
    record Track(RawAudio audio, boolean unchanged, double worstSeamDb) {}

    /** Follows how far a remix is; may throw to stop it. */
    @FunctionalInterface
    public interface Progress {

        /** @param secondsTotal as far as the container tells, or −1 */
        void at(double secondsDone, double secondsTotal);
    }

    public Rendering {
        tracks = List.copyOf(tracks);
        remarks = List.copyOf(remarks);
    }

    public double seconds() {
        return (double) frames / format.sampleRateHz();
    }

    /** Of a variant, {@code parts} peaks from 0 to 1 to draw its waveform of. */
    public float[] peaks(int variant, int parts) throws IOException {
        return Waveform.peaks(tracks.get(variant).audio(), frames, parts);
    }

    /** Bytes that the scratch files of so many variants take, if the container tells the length; else −1. */
    public static long scratchBytes(AudioFormat format, int variants) {
        double seconds = secondsTotal(format);
        return seconds < 0
                ? -1
                : (long) Math.ceil(seconds * format.sampleRateHz())
                        * format.channels()
                        * RawAudio.sampleBytesFor(format.bits())
                        * variants;
    }

    /**
     * @param folder where the scratch files are created; the caller deletes it
     * @throws dev.fader.trainer.audio.AudioException if the input is refused
     */
    public static Rendering of(
            ReadAhead input,
            DifferenceNetwork network,
            List<Blend> variants,
            ChunkPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        AudioFormat format = input.format();
        try (Tracks tracks = new Tracks(format, variants, folder)) {
            long frames;
            List<Double> seams;
            double residualDb;
            if (variants.stream().allMatch(Blend::isInput)) {
                frames = pump(input, progress, (block, count) -> {
                    for (int v = 0; v < variants.size(); v++) {
                        tracks.write(v, block, 0, count);
                    }
                });
                seams = variants.stream().map(variant -> Double.NaN).toList();
                residualDb = Double.NaN;
            } else {
                try (RemixStream stream = new RemixStream(
                        network,
                        variants,
                        plan,
                        format.channels(),
                        format.sampleRateHz(),
                        input.level(),
                        tracks::write)) {
                    frames = pump(input, progress, (block, count) -> stream.push(block, 0, count));
                    stream.finish();
                    seams = new ArrayList<>();
                    for (int v = 0; v < variants.size(); v++) {
                        seams.add(stream.worstSeamDb(v));
                    }
                    residualDb = stream.residualDb();
                }
            }
            return new Rendering(
                    format,
                    frames,
                    input.loudness(),
                    input.correlation(),
                    residualDb,
                    tracks.finished(variants, seams),
                    input.remarks());
        }
    }

    private interface BlockSink {
        void accept(double[][] planar, int count) throws IOException;
    }

    private static long pump(ReadAhead input, Progress progress, BlockSink sink) throws IOException {
        double total = secondsTotal(input.format());
        long frames = 0;
        for (ReadAhead.Block block = input.next(); block != null; block = input.next()) {
            sink.accept(block.planar(), block.count());
            frames += block.count();
            progress.at((double) frames / input.format().sampleRateHz(), total);
        }
        return frames;
    }

    /** As far as the container tells, or −1. */
    static double secondsTotal(AudioFormat format) {
        return format.declaredFrames() >= 0
                ? (double) format.declaredFrames() / format.sampleRateHz()
                : format.estimatedSeconds();
    }

    /** The scratch files while they are written. */
    private static final class Tracks implements AutoCloseable {

        private final List<RawAudio> files = new ArrayList<>();
        private final List<RawAudio.Writer> writers = new ArrayList<>();

        Tracks(AudioFormat format, List<Blend> variants, Path folder) throws IOException {
            for (int v = 0; v < variants.size(); v++) {
                RawAudio file = new RawAudio(
                        folder.resolve("track" + v), format.channels(), RawAudio.sampleBytesFor(format.bits()));
                files.add(file);
                writers.add(file.create());
            }
        }

        void write(int variant, double[][] planar, int offset, int count) throws IOException {
            writers.get(variant).write(planar, offset, count);
        }

        List<Track> finished(List<Blend> variants, List<Double> seams) throws IOException {
            close();
            List<Track> tracks = new ArrayList<>();
            for (int v = 0; v < files.size(); v++) {
                tracks.add(new Track(files.get(v), variants.get(v).isInput(), seams.get(v)));
            }
            return tracks;
        }

        @Override
        public void close() throws IOException {
            for (RawAudio.Writer writer : writers) {
                writer.close();
            }
            writers.clear();
        }
    }
}
