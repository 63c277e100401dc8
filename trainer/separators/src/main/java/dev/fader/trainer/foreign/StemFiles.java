package dev.fader.trainer.foreign;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.separation.KeptStems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Stems of a file that were made elsewhere, in files of their own, as estimates to mix from. They must be of the file's rate,
 * channels and length, and begin when it does.
 */
public final class StemFiles {

    private static final int BLOCK_FRAMES = 1 << 15;

    private StemFiles() {}

    /**
     * Whether a stem may belong to a file, as far as their headers tell.
     *
     * @param what the file is called
     * @throws IllegalArgumentException naming both sides, if it cannot
     */
    public static void check(AudioFormat file, String what, String source, AudioFormat stem) {
        if (stem.sampleRateHz() != file.sampleRateHz() || stem.channels() != file.channels()) {
            throw new IllegalArgumentException("the stem of %s has %d channels at %d Hz, and %s %d at %d Hz"
                    .formatted(
                            source, stem.channels(), stem.sampleRateHz(), what, file.channels(), file.sampleRateHz()));
        }
        if (stem.declaredFrames() >= 0
                && file.declaredFrames() >= 0
                && stem.declaredFrames() != file.declaredFrames()) {
            throw unequal(source, stem.declaredFrames(), what, file.declaredFrames());
        }
    }

    private static IllegalArgumentException unequal(String source, long frames, String what, long ofFile) {
        return new IllegalArgumentException("the stem of %s has %d frames, and %s %d: they must be as long"
                .formatted(source, frames, what, ofFile));
    }

    /**
     * Makes one file of the stems, for {@link KeptStems}: sources in their order, and at the end the rest where it is wanted.
     *
     * @param file of the mixture, from its beginning
     * @param what the file is called
     * @param rest whether what the stems leave of the file is one more source
     * @param target created
     * @param betweenBlocks may throw to stop
     * @throws IllegalArgumentException naming both sides, if a stem does not belong to the file, or they begin later than it
     * @throws dev.fader.trainer.audio.AudioException if one of them is refused
     */
    public static void keep(
            AudioSource file,
            String what,
            SortedMap<String, ? extends AudioSource> stems,
            boolean rest,
            Path target,
            Runnable betweenBlocks)
            throws IOException {
        AudioFormat format = file.format();
        stems.forEach((source, stem) -> check(format, what, source, stem.format()));
        int channels = format.channels();
        int sources = stems.size() + (rest ? 1 : 0);
        double[][] mixture = new double[channels][BLOCK_FRAMES];
        double[][][] block = new double[sources][channels][BLOCK_FRAMES];
        double[] mono = new double[BLOCK_FRAMES];
        double[] sum = new double[BLOCK_FRAMES];
        DelayMeter delay = new DelayMeter();
        try (KeptStems.Writer writer = new KeptStems.Writer(target, sources, channels, format.sampleRateHz())) {
            long frames = 0;
            for (int count = fill(file, mixture); count > 0; count = fill(file, mixture)) {
                read(stems, block, count, frames, what, file);
                sumUp(mixture, mono, count);
                for (int i = 0; i < count; i++) {
                    sum[i] = 0;
                }
                for (int k = 0; k < stems.size(); k++) {
                    add(block[k], sum, count);
                }
                if (rest) {
                    leave(mixture, block, count);
                }
                delay.add(mono, sum, 0, count);
                writer.write(block, 0, count);
                frames += count;
                betweenBlocks.run();
            }
            for (Map.Entry<String, ? extends AudioSource> stem : stems.entrySet()) {
                long more = drain(stem.getValue(), block[0]);
                if (more > 0) {
                    throw unequal(stem.getKey(), frames + more, what, frames);
                }
            }
            // what lies in files has no seams
            writer.finish(Double.NaN);
        }
        int late = delay.samples();
        if (late != 0) {
            throw new IllegalArgumentException(
                    "the sum of the stems %s is %d samples %s than %s: they must begin together"
                            .formatted(
                                    List.copyOf(stems.keySet()), Math.abs(late), late > 0 ? "later" : "earlier", what));
        }
    }

    private static void read(
            SortedMap<String, ? extends AudioSource> stems,
            double[][][] block,
            int count,
            long before,
            String what,
            AudioSource file)
            throws IOException {
        int k = 0;
        for (Map.Entry<String, ? extends AudioSource> stem : stems.entrySet()) {
            int found = fill(stem.getValue(), block[k], count);
            if (found < count) {
                long ofFile = before + count + drain(file, block[k]);
                throw unequal(stem.getKey(), before + found, what, ofFile);
            }
            k++;
        }
    }

    private static int fill(AudioSource source, double[][] planar) throws IOException {
        return fill(source, planar, planar[0].length);
    }

    private static int fill(AudioSource source, double[][] planar, int count) throws IOException {
        int filled = 0;
        while (filled < count) {
            int read = source.read(planar, filled, count - filled);
            if (read < 0) {
                return filled;
            }
            filled += read;
        }
        return filled;
    }

    /** Reads to the end. @return how many frames there were */
    private static long drain(AudioSource source, double[][] planar) throws IOException {
        long drained = 0;
        for (int count = fill(source, planar); count > 0; count = fill(source, planar)) {
            drained += count;
        }
        return drained;
    }

    private static void sumUp(double[][] channels, double[] to, int count) {
        System.arraycopy(channels[0], 0, to, 0, count);
        for (int c = 1; c < channels.length; c++) {
            for (int i = 0; i < count; i++) {
                to[i] += channels[c][i];
            }
        }
    }

    private static void add(double[][] channels, double[] to, int count) {
        for (double[] channel : channels) {
            for (int i = 0; i < count; i++) {
                to[i] += channel[i];
            }
        }
    }

    /** Fills the last source with what the others leave. */
    private static void leave(double[][] mixture, double[][][] block, int count) {
        double[][] left = block[block.length - 1];
        for (int c = 0; c < mixture.length; c++) {
            for (int i = 0; i < count; i++) {
                double others = 0;
                for (int k = 0; k < block.length - 1; k++) {
                    others += block[k][c][i];
                }
                left[c][i] = mixture[c][i] - others;
            }
        }
    }
}
