package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** FFmpeg's decoder for one audio stream of a channel's bytes. */
final class Decoder implements AutoCloseable {

    private static final int MOST_CHECKSUM_BITS = 24;
    private static final int STREAM_INFO_BYTES = 34;

    private final String name;
    private final Demuxer demuxer;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private final AVCodecContext codec;
    private final AudioFormat format;
    private final ChannelOrder channels;
    private long framesDecoded;
    private boolean inputEnded;
    private boolean closed;

    Decoder(SeekableByteChannel channel, String name, AudioLimits limits, TagReader tags, int wanted)
            throws IOException {
        Ffmpeg.load();
        this.name = name;
        this.demuxer = new Demuxer(channel, name, wanted);
        AVStream stream = demuxer.stream();
        AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
        this.codec = Ffmpeg.allocated(avcodec_alloc_context3(decoder));
        try {
            AVCodecParameters parameters = stream.codecpar();
            FormatReader reader = new FormatReader(demuxer.container(), stream);
            limits.check(name, parameters.sample_rate(), parameters.ch_layout().nb_channels(), reader.seconds());
            openCodec(decoder, stream);
            this.format = reader.describe(codec, tags);
            this.channels = ChannelOrder.of(parameters.ch_layout());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openCodec(AVCodec decoder, AVStream from) throws AudioException {
        check(avcodec_parameters_to_context(codec, from.codecpar()));
        codec.thread_count(1);
        codec.pkt_timebase(from.time_base());
        codec.err_recognition(AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
        check(avcodec_open2(codec, decoder, (AVDictionary) null));
    }

    private void check(int code) throws AudioException {
        if (code < 0) {
            throw new AudioException(
                    Reason.NO_AUDIO_STREAM,
                    name + " cannot be decoded (" + Ffmpeg.error(code) + "): fetch or export it again");
        }
    }

    AudioFormat format() {
        return format;
    }

    /** Frames decoded so far, without what lies beyond the declared end. */
    long framesDecoded() {
        return framesDecoded;
    }

    /** The checksum of the samples that a FLAC file's header names, or null elsewhere. */
    @Nullable FlacChecksum checksum() {
        if (!format.codec().equals("flac")
                || codec.extradata_size() < STREAM_INFO_BYTES
                || format.bits() > MOST_CHECKSUM_BITS) {
            return null;
        }
        byte[] streamInfo = new byte[STREAM_INFO_BYTES];
        codec.extradata().position(0).get(streamInfo);
        return new FlacChecksum(streamInfo, format.bits());
    }

    /**
     * Decodes the next frame into samples.
     *
     * @return false at the end, with no samples
     * @throws AudioException at damage, and at an end that comes too early
     */
    boolean next(FrameSamples into) throws IOException {
        if (closed) {
            throw new IllegalStateException("the audio file is closed");
        }
        while (true) {
            int received = avcodec_receive_frame(codec, frame);
            if (received == 0) {
                if (take(into)) {
                    return true;
                }
            } else if (received == AVERROR_EOF()) {
                into.clip(0);
                checkLength();
                return false;
            } else if (received == AVERROR_EAGAIN()) {
                feed();
            } else {
                throw damaged(received);
            }
        }
    }

    private boolean take(FrameSamples into) throws AudioException {
        try {
            if (frame.sample_rate() != format.sampleRateHz()
                    || frame.ch_layout().nb_channels() != format.channels()) {
                throw new AudioException(
                        Reason.CHANGES_FORMAT,
                        name + " changes from " + format.channels() + " channels at " + format.sampleRateHz()
                                + " Hz to "
                                + frame.ch_layout().nb_channels() + " at " + frame.sample_rate() + " Hz after "
                                + framesDecoded + " frames: convert it first");
            }
            into.fill(frame, channels.places());
            if (format.declaredFrames() >= 0) {
                // AAC and Vorbis fill their last block up
                into.clip(Math.max(0, format.declaredFrames() - framesDecoded));
            }
            framesDecoded += into.remaining();
            return into.remaining() > 0;
        } finally {
            av_frame_unref(frame);
        }
    }

    private void feed() throws IOException {
        int read = inputEnded ? AVERROR_EOF() : demuxer.read(packet);
        if (read == AVERROR_EOF()) {
            inputEnded = true;
            avcodec_send_packet(codec, null);
            return;
        }
        if (read < 0) {
            throw damaged(read);
        }
        // the last packet of a WAV stream of unknown length looks cut, and its bytes are all right
        boolean corrupt = !format.codec().startsWith("pcm_") && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
        int sent = avcodec_send_packet(codec, packet);
        av_packet_unref(packet);
        if (sent < 0 || corrupt) {
            throw damaged(corrupt ? AVERROR_INVALIDDATA() : sent);
        }
    }

    private AudioException damaged(int code) {
        return new AudioException(
                Reason.DECODE_ERRORS,
                String.format(
                        Locale.ROOT,
                        "%s is damaged near %.2f s (%s): fetch or export it again",
                        name,
                        (double) framesDecoded / format.sampleRateHz(),
                        Ffmpeg.error(code)));
    }

    /** Compares what was there with what the container declares. */
    private void checkLength() throws AudioException {
        boolean exact = format.declaredFrames() >= 0;
        long declared = exact ? format.declaredFrames() : demuxer.declaredPacketFrames();
        long there = exact ? framesDecoded : demuxer.packetFrames();
        if (there < declared) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: it declares " + declared + " frames, " + there + " are there: fetch it again");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec_free_context(codec);
        demuxer.close();
        av_packet_free(packet);
        av_frame_free(frame);
    }
}
