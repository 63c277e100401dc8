package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** FFmpeg's encoder and muxer for one audio stream. */
final class Encoder implements AutoCloseable {

    private static final int PCM_FRAMES = 4096;
    private final AudioOutput output;
    private final int sampleRateHz;
    private final SeekableByteChannel channel;
    private final ChannelIo io;
    private final TagWriter tags;
    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private final AVCodecContext codec;
    private final AVStream stream;
    private final SampleEncoder samples;
    private final int frameSize;
    private final double[][] pending;
    private int waiting;
    private long position;
    private boolean finished;
    private boolean closed;

    /** @param output of the signal that comes, resampled as it asks */
    Encoder(SeekableByteChannel channel, AudioOutput output) throws IOException {
        Ffmpeg.load();
        this.output = output;
        this.sampleRateHz = output.writtenRateHz();
        this.channel = channel;
        this.tags = new TagWriter(output);
        this.codec = OpenedEncoder.open(output);
        this.io = new ChannelIo(channel, true);
        try {
            check(
                    avformat_alloc_output_context2(
                            container, null, output.encoding().muxer(), null),
                    "open");
            container.pb(io.context());
            // nothing of the time or the library's build goes into the file
            container.flags(
                    container.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO | AVFormatContext.AVFMT_FLAG_BITEXACT);
            this.stream = Ffmpeg.allocated(avformat_new_stream(container, null));
            check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe");
            stream.time_base(codec.time_base());
            writeHeader();
            this.frameSize = codec.frame_size() > 0 ? codec.frame_size() : PCM_FRAMES;
            this.pending = new double[output.channels()][frameSize];
            this.samples = new SampleEncoder(output, codec.sample_fmt());
            prepareFrame();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void writeHeader() throws IOException {
        tags.declare(container, stream, codec);
        Map<String, String> options = new HashMap<>(tags.muxerOptions());
        switch (output.encoding().container()) {
            // RF64 once 4 GiB are passed
            case WAV -> options.put("rf64", "auto");
            // lengths in frames, not in milliseconds
            case M4A -> options.put("movie_timescale", Integer.toString(sampleRateHz));
            case AIFF, FLAC, MP3, OGG -> {
                // as the muxer does
            }
        }
        AVDictionary given = Ffmpeg.dictionary(options);
        int written = avformat_write_header(container, given);
        av_dict_free(given);
        check(written, "write the header of");
    }

    private boolean needsMask() {
        return LayoutName.needsMask(output.channelLayout(), output.channels());
    }

    private void prepareFrame() throws IOException {
        frame.format(codec.sample_fmt());
        frame.sample_rate(sampleRateHz);
        frame.nb_samples(frameSize);
        av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
        check(av_frame_get_buffer(frame, 0), "allocate a frame for");
    }

    long clippedSamples() {
        return samples.clipped();
    }

    List<String> remarks() {
        return tags.remarks();
    }

    void write(double[][] planar, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int some = Math.min(frameSize - waiting, count - done);
            for (int c = 0; c < pending.length; c++) {
                System.arraycopy(planar[c], offset + done, pending[c], waiting, some);
            }
            waiting += some;
            done += some;
            if (waiting == frameSize) {
                encodePending();
            }
        }
    }

    private void encodePending() throws IOException {
        check(av_frame_make_writable(frame), "reuse a frame for");
        frame.nb_samples(waiting);
        samples.put(pending, waiting, frame);
        frame.pts(position);
        position += waiting;
        waiting = 0;
        send(frame);
    }

    private void send(@org.jspecify.annotations.Nullable AVFrame next) throws IOException {
        check(avcodec_send_frame(codec, next), "encode");
        while (true) {
            int received = avcodec_receive_packet(codec, packet);
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF()) {
                return;
            }
            check(received, "encode");
            tags.see(packet);
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            int written = av_write_frame(container, packet);
            av_packet_unref(packet);
            check(written, "write");
        }
    }

    boolean finished() {
        return finished;
    }

    void finish() throws IOException {
        if (waiting > 0) {
            encodePending();
        }
        OutputLength.check(output, position);
        send(null);
        check(av_write_trailer(container), "complete");
        avio_flush(io.context());
        check(0, "complete");
        if (output.encoding().container() == AudioEncoding.Container.AIFF) {
            OutputLength.checkAiff(channel.size());
        }
        if (output.encoding().container() == AudioEncoding.Container.WAV) {
            int validBits = output.encoding() == AudioEncoding.WAV_24_IN_32 ? 24 : 0;
            long mask =
                    needsMask() ? LayoutName.mask(output.channelLayout(), output.channels()) : LengthAccount.NO_MASK;
            if (validBits > 0 || needsMask()) {
                WavFormatChunk.complete(channel, validBits, mask);
            }
        }
        tags.complete(channel);
        finished = true;
    }

    private void check(int code, String what) throws AudioException {
        if (io.failure() != null) {
            throw new AudioException(Reason.IO, "could not write audio: " + io.failure(), io.failure());
        }
        if (code < 0) {
            throw new AudioException(
                    Reason.IO, "could not " + what + " a file of " + output.encoding() + ": " + Ffmpeg.error(code));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec_free_context(codec);
        if (!container.isNull()) {
            avformat_free_context(container);
        }
        av_packet_free(packet);
        av_frame_free(frame);
        io.close();
    }
}
