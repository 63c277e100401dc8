package dev.fader.trainer.data;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.BandMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One stem read from its beginning to its end, block by block, and measured on the way. */
final class StemScan implements AutoCloseable {

    static final int BLOCK_FRAMES = 8192;

    /** −80 dB of full scale: what a 16-bit file has of noise when nobody plays. */
    private static final double SILENCE_RMS = 1e-4;

    /** −60 dB of full scale, as in training. */
    private static final double ACTIVE_RMS = 1e-3;

    private static final double LOWEST_AUDIBLE_HZ = 20;

    private final String name;
    private final StemPlace place;
    private final AudioReader reader;
    private final double[][] block;
    private final MessageDigest digest;
    private final ByteBuffer bytes;
    private final BandMeter[] inaudible;
    private long frames;
    private double energy;
    private double slopeEnergy;
    private double last;
    private double secondEnergy;
    private long secondFrames;
    private double loudestSecond;
    private final BitSet activeSeconds = new BitSet();
    private int seconds;
    private @Nullable IOException failure;

    private StemScan(String name, StemPlace place, AudioReader reader) {
        this.name = name;
        this.place = place;
        this.reader = reader;
        this.block = new double[reader.format().channels()][BLOCK_FRAMES];
        this.bytes = ByteBuffer.allocate(BLOCK_FRAMES * Float.BYTES);
        this.digest = Sha256.digest();
        this.inaudible = new BandMeter[block.length];
        Arrays.setAll(
                inaudible,
                c -> BandMeter.below(LOWEST_AUDIBLE_HZ, reader.format().sampleRateHz()));
    }

    /** @param name of the source, or {@code mixture} */
    static StemScan open(String name, StemPlace place) throws IOException {
        return new StemScan(name, place, AudioReader.open(place.file(), AudioLimits.DEFAULT, place.stream()));
    }

    /** Reads the next block; zeros follow the end. @return how many frames there were */
    int next() {
        int read = 0;
        try {
            read = failure == null ? Math.max(0, reader.read(block, 0, BLOCK_FRAMES)) : 0;
        } catch (IOException e) {
            failure = e;
        }
        for (int c = 0; c < block.length; c++) {
            Arrays.fill(block[c], read, BLOCK_FRAMES, 0);
            digest(block[c], read);
            inaudible[c].add(block[c], 0, read);
        }
        for (int i = 0; i < read; i++) {
            measure(i);
        }
        frames += read;
        return read;
    }

    private void digest(double[] samples, int count) {
        bytes.clear();
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) samples[i]);
        }
        digest.update(bytes.flip());
    }

    private void measure(int i) {
        double squares = 0;
        double mean = 0;
        for (double[] samples : block) {
            squares += samples[i] * samples[i] / block.length;
            mean += samples[i] / block.length;
        }
        energy += squares;
        slopeEnergy += (mean - last) * (mean - last);
        last = mean;
        secondEnergy += squares;
        secondFrames++;
        if (secondFrames == format().sampleRateHz()) {
            endSecond();
        }
    }

    private void endSecond() {
        double rms = Math.sqrt(secondEnergy / secondFrames);
        loudestSecond = Math.max(loudestSecond, rms);
        activeSeconds.set(seconds, rms > ACTIVE_RMS);
        seconds++;
        secondEnergy = 0;
        secondFrames = 0;
    }

    String name() {
        return name;
    }

    StemPlace place() {
        return place;
    }

    AudioFormat format() {
        return reader.format();
    }

    double[][] block() {
        return block;
    }

    long frames() {
        return frames;
    }

    double energy() {
        return energy;
    }

    /** Which seconds of it sound. */
    BitSet activeSeconds() {
        return activeSeconds;
    }

    /** Whether no second of it can be heard. */
    boolean silent() {
        double rest = secondFrames == 0 ? 0 : Math.sqrt(secondEnergy / secondFrames);
        return Math.max(loudestSecond, rest) < SILENCE_RMS;
    }

    /** The square root of the mean squared frequency: where on the scale from dull to bright the sound lies. */
    double brightnessHz() {
        return energy == 0 ? 0 : Math.sqrt(slopeEnergy / energy) * format().sampleRateHz() / (2 * Math.PI);
    }

    /** The share of its energy that lies below 20 Hz, 0…1. */
    double inaudibleShare() {
        double sum = Arrays.stream(inaudible).mapToDouble(BandMeter::energy).sum() / inaudible.length;
        return energy == 0 ? 0 : sum / energy;
    }

    /** What kept it from being read to its end, if anything. */
    @Nullable IOException failure() {
        return failure;
    }

    /** Equal for equal samples; to be asked once, at the end. */
    String fingerprint() {
        return Sha256.end(digest);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
