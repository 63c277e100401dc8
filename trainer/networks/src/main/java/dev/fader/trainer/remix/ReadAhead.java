package dev.fader.trainer.remix;

import dev.fader.schemas.remix.Loudness;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.audio.LoudnessMeter;
import dev.fader.trainer.separation.SignalLevel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and measures an input on a thread of its own, a chunk ahead, so that the network never waits for a decoder or a
 * meter. Closes its source.
 */
public final class ReadAhead implements AutoCloseable {

    private static final int BLOCK_FRAMES = 1 << 15;
    /** About a chunk, but of many channels at high rates less. */
    private static final int SECONDS_AHEAD = 10;

    private static final int MOST_SAMPLES_AHEAD = 1 << 23;

    private final AudioSource source;
    private final @Nullable SignalLevel level;
    private final LoudnessMeter loudness;
    private final StereoCorrelation correlation = new StereoCorrelation();
    private final BlockingQueue<Step> steps;
    private final Thread thread;
    private volatile boolean closed;

    private sealed interface Step {

        record Frames(double[][] planar, int count) implements Step {}

        record End() implements Step {}

        record Broken(Throwable cause) implements Step {}
    }

    /** Frames in the order of the file. @param planar (C, L), of which the first {@code count} frames count */
    record Block(double[][] planar, int count) {}

    private ReadAhead(AudioSource source, @Nullable SignalLevel level) {
        this.level = level;
        this.source = source;
        this.loudness = new LoudnessMeter(
                source.format().sampleRateHz(),
                source.format().channels(),
                source.format().channelLayout());
        this.steps = new ArrayBlockingQueue<>(blocksAhead(source.format()));
        this.thread = Thread.ofPlatform().name("read-ahead").daemon().unstarted(this::readAll);
    }

    private static int blocksAhead(AudioFormat format) {
        int frames = Math.min(SECONDS_AHEAD * format.sampleRateHz(), MOST_SAMPLES_AHEAD / format.channels());
        return Math.ceilDiv(frames, BLOCK_FRAMES);
    }

    /** Begins to read. */
    public static ReadAhead of(AudioSource source) {
        return of(source, null);
    }

    /** Begins to read what was read before, or is a part of that. @param whole its level; null where it is not known */
    public static ReadAhead of(AudioSource source, @Nullable SignalLevel whole) {
        ReadAhead ahead = new ReadAhead(source, whole);
        ahead.thread.start();
        return ahead;
    }

    /** Of the whole input, where it is known before. */
    @Nullable SignalLevel level() {
        return level;
    }

    public AudioFormat format() {
        return source.format();
    }

    /** @return the next frames, or null at the end of a file that was whole */
    @Nullable Block next() throws IOException {
        try {
            return switch (steps.take()) {
                case Step.Frames(double[][] planar, int count) -> new Block(planar, count);
                case Step.End end -> null;
                case Step.Broken(IOException cause) -> throw cause;
                case Step.Broken(Throwable cause) -> throw OtherThread.broke(cause);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the decoder");
        }
    }

    /** What whoever gets the result should know of the input, once its end was given. */
    public List<String> remarks() {
        return source.remarks();
    }

    /** Of the whole input, once its end was given. */
    Loudness loudness() {
        return loudness.result();
    }

    /** Of the whole input, once its end was given. */
    double correlation() {
        return correlation.result();
    }

    private void readAll() {
        try {
            Step step = read();
            while (step instanceof Step.Frames && !closed) {
                steps.put(step);
                step = read();
            }
            steps.put(step);
        } catch (InterruptedException e) {
            // closed: nobody waits for more
        }
    }

    private Step read() {
        try {
            double[][] planar = new double[source.format().channels()][BLOCK_FRAMES];
            int count = source.read(planar, 0, BLOCK_FRAMES);
            if (count < 0) {
                return new Step.End();
            }
            loudness.add(planar, 0, count);
            correlation.add(planar, 0, count);
            return new Step.Frames(planar, count);
        } catch (Throwable e) {
            // whoever waits for frames would wait for ever
            return new Step.Broken(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        source.abandon();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // the source must not be closed under the reader
                interrupted = true;
            }
        }
        source.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
