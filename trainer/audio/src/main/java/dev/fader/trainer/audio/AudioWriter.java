package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes audio block by block, in constant memory. The same samples give the same bytes.
 *
 * <p>{@link #finish} completes the file; closing without it empties the file, so that half of
 * one never passes for a whole. Decoding what
 * was written gives as many frames as were written, in each encoding. Not safe for threads.
 */
public final class AudioWriter implements AutoCloseable {

    private final SeekableByteChannel channel;
    private final boolean closesChannel;
    private final AudioOutput output;
    private final Encoder encoder;
    private final @Nullable Resampler resampler;
    private long frames;

    private AudioWriter(SeekableByteChannel channel, boolean closesChannel, AudioOutput output) throws IOException {
        this.channel = channel;
        this.closesChannel = closesChannel;
        this.output = output.asWritten();
        output.check();
        this.encoder = new Encoder(channel, this.output);
        this.resampler = output.resampled()
                ? new Resampler(output.sampleRateHz(), output.writtenRateHz(), output.channels())
                : null;
    }

    /** Creates a file, or replaces it. */
    public static AudioWriter create(Path path, AudioOutput output) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            return new AudioWriter(channel, true, output);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Writes to a channel, from its position; it must be able to seek, since headers are completed at the end. */
    public static AudioWriter create(SeekableByteChannel channel, AudioOutput output) throws IOException {
        return new AudioWriter(channel, false, output);
    }

    /** Appends frames from {@code planar[channel][offset…]}. */
    public void write(double[][] planar, int offset, int count) throws IOException {
        if (planar.length != output.channels()) {
            throw new IllegalArgumentException(
                    "the output has " + output.channels() + " channels, the array " + planar.length);
        }
        frames += count;
        if (resampler == null) {
            encoder.write(planar, offset, count);
        } else {
            resampler.push(planar, offset, count, encoder::write);
        }
    }

    /** Frames written so far, at the rate they were given. */
    public long frames() {
        return frames;
    }

    /** Samples that lay beyond full scale and were limited to it; always 0 for float and lossy encodings. */
    public long clippedSamples() {
        return encoder.clippedSamples();
    }

    /** What the output's container has no place for, in words of what it is; known from the beginning. */
    public List<String> remarks() {
        return encoder.remarks();
    }

    /** Completes the file. */
    public void finish() throws IOException {
        if (resampler != null) {
            resampler.finish(encoder::write);
        }
        encoder.finish();
    }

    @Override
    public void close() throws IOException {
        encoder.close();
        if (!encoder.finished()) {
            // half a WAV file would pass for one of unknown length
            channel.truncate(0);
        }
        if (resampler != null) {
            resampler.close();
        }
        if (closesChannel) {
            channel.close();
        }
    }
}
