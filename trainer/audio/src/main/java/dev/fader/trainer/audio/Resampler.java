package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBLP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Changes the sample rate of a stream, block by block, without shifting it: input frame i lies at output frame i · out /
 * in, and n frames become {@code round(n · out / in)}. Not safe for threads.
 */
public final class Resampler implements AutoCloseable {

    /** Takes resampled frames; the array is reused after it returns. */
    @FunctionalInterface
    public interface Sink {
        void accept(double[][] planar, int offset, int count) throws IOException;
    }

    private static final int BLOCK_FRAMES = 8192;
    private static final PointerPointer<DoublePointer> NOTHING = new PointerPointer<>((Pointer) null);

    private final int inputHz;
    private final int outputHz;
    private final int channels;
    private final SwrContext context;
    private final PointerPointer<DoublePointer> inputs;
    private final PointerPointer<DoublePointer> outputs;
    private final DoublePointer[] inputPlanes;
    private DoublePointer[] outputPlanes = new DoublePointer[0];
    private int outputCapacity;
    private double[][] resampled = new double[0][0];
    private long taken;
    private long given;
    private boolean closed;

    public Resampler(int inputHz, int outputHz, int channels) {
        Ffmpeg.load();
        this.inputHz = inputHz;
        this.outputHz = outputHz;
        this.channels = channels;
        this.context = open(inputHz, outputHz, channels);
        this.inputs = new PointerPointer<>(channels);
        this.outputs = new PointerPointer<>(channels);
        this.inputPlanes = new DoublePointer[channels];
        for (int c = 0; c < channels; c++) {
            inputPlanes[c] = new DoublePointer(BLOCK_FRAMES);
            inputs.put(c, inputPlanes[c]);
        }
    }

    private static SwrContext open(int inputHz, int outputHz, int channels) {
        SwrContext context = new SwrContext(null);
        try (AVChannelLayout layout = new AVChannelLayout()) {
            av_channel_layout_default(layout, channels);
            int allocated = swr_alloc_set_opts2(
                    context, layout, AV_SAMPLE_FMT_DBLP, outputHz, layout, AV_SAMPLE_FMT_DBLP, inputHz, 0, null);
            if (allocated < 0) {
                throw new IllegalArgumentException("no resampler from " + inputHz + " to " + outputHz + " Hz with "
                        + channels + " channels: " + Ffmpeg.error(allocated));
            }
        }
        av_opt_set_int(context, "filter_size", 64, 0);
        av_opt_set_double(context, "cutoff", 0.97, 0);
        av_opt_set_int(context, "phase_shift", 10, 0);
        int initialised = swr_init(context);
        if (initialised < 0) {
            swr_free(context);
            throw new IllegalArgumentException("no resampler from " + inputHz + " to " + outputHz + " Hz with "
                    + channels + " channels: " + Ffmpeg.error(initialised));
        }
        return context;
    }

    /** How many frames so many become. */
    public static long framesFor(long frames, int inputHz, int outputHz) {
        return Math.floorDiv(frames * outputHz * 2 + inputHz, 2L * inputHz);
    }

    /** Takes frames in, and gives those out that are ready. */
    public void push(double[][] planar, int offset, int count, Sink sink) throws IOException {
        for (int done = 0; done < count; ) {
            int some = Math.min(BLOCK_FRAMES, count - done);
            for (int c = 0; c < channels; c++) {
                inputPlanes[c].position(0).put(planar[c], offset + done, some);
            }
            taken += some;
            done += some;
            convert(some, Long.MAX_VALUE, sink);
        }
    }

    /** Gives the rest out. */
    public void finish(Sink sink) throws IOException {
        long total = framesFor(taken, inputHz, outputHz);
        while (given < total) {
            int got = convert(0, total - given, sink);
            if (got == 0) {
                int missing = (int) Math.min(BLOCK_FRAMES, total - given);
                sink.accept(new double[channels][missing], 0, missing);
                given += missing;
            }
        }
    }

    /** @param count input frames waiting in the planes; 0 flushes @return frames given */
    private int convert(int count, long most, Sink sink) throws IOException {
        int room = Math.max(BLOCK_FRAMES, swr_get_out_samples(context, count));
        ensure(room);
        int got = swr_convert(context, outputs, room, count == 0 ? NOTHING : inputs, count);
        if (got < 0) {
            throw new AudioException(Reason.IO, "resampling failed: " + Ffmpeg.error(got));
        }
        int kept = (int) Math.min(got, Math.min(most, framesFor(taken, inputHz, outputHz) - given));
        if (kept > 0) {
            for (int c = 0; c < channels; c++) {
                outputPlanes[c].position(0).get(resampled[c], 0, kept);
            }
            sink.accept(resampled, 0, kept);
            given += kept;
        }
        return kept;
    }

    private void ensure(int frames) {
        if (outputCapacity >= frames) {
            return;
        }
        for (DoublePointer plane : outputPlanes) {
            plane.close();
        }
        outputCapacity = frames;
        outputPlanes = new DoublePointer[channels];
        resampled = new double[channels][frames];
        for (int c = 0; c < channels; c++) {
            outputPlanes[c] = new DoublePointer(frames);
            outputs.put(c, outputPlanes[c]);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        swr_free(context);
        inputs.close();
        outputs.close();
        for (DoublePointer plane : inputPlanes) {
            plane.close();
        }
        for (DoublePointer plane : outputPlanes) {
            plane.close();
        }
    }
}
