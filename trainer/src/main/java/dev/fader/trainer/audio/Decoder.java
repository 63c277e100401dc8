package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** FFmpeg's demuxer and decoder for the first audio stream of a channel's bytes. */
final class Decoder implements AutoCloseable {

    private static final String FORMATS = "wav,w64,aiff,flac,mp3,aac,ogg,mov,mp4,m4a,3gp,3g2,mj2";
    private static final String CODECS = "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
            + "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,flac,alac,mp3float,mp3,aac,opus,libopus,vorbis";

    private final String name;
    private final ChannelIo io;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private @Nullable AVFormatContext container;
    private @Nullable AVCodecContext codec;
    private int stream;
    private AudioFormat format;
    private long framesDecoded;
    private long packetTicks;
    private boolean inputEnded;
    private boolean closed;

    Decoder(SeekableByteChannel channel, String name, AudioLimits limits) throws IOException {
        Ffmpeg.load();
        this.name = name;
        this.io = new ChannelIo(channel, false);
        try {
            AVFormatContext opened = openContainer();
            this.stream = pickStream(opened);
            AVCodecParameters parameters = opened.streams(stream).codecpar();
            FormatReader reader = new FormatReader(name, opened, opened.streams(stream));
            limits.check(name, parameters.sample_rate(), parameters.ch_layout().nb_channels(), reader.seconds());
            this.format = reader.describe(openCodec(opened.streams(stream)));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private AVFormatContext openContainer() throws IOException {
        AVFormatContext context = Ffmpeg.allocated(avformat_alloc_context());
        context.pb(io.context());
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = Ffmpeg.dictionary(
                Map.of("protocol_whitelist", "", "format_whitelist", FORMATS, "codec_whitelist", CODECS));
        int opened = avformat_open_input(context, (String) null, null, options);
        av_dict_free(options);
        if (opened < 0) {
            // FFmpeg has freed the context
            throw unreadable(opened);
        }
        container = context;
        int found = avformat_find_stream_info(context, (AVDictionary) null);
        if (found < 0) {
            throw unreadable(found);
        }
        return context;
    }

    private AudioException unreadable(int code) {
        if (io.failure() != null) {
            return new AudioException(Reason.IO, name + " could not be read: " + io.failure(), io.failure());
        }
        return new AudioException(
                Reason.NOT_AUDIO,
                name + " is not an audio file that can be read (" + Ffmpeg.error(code)
                        + "); WAV, AIFF, FLAC, MP3, M4A, AAC and Ogg are");
    }

    private int pickStream(AVFormatContext opened) throws AudioException {
        for (int i = 0; i < opened.nb_streams(); i++) {
            AVCodecParameters parameters = opened.streams(i).codecpar();
            if (parameters.codec_type() == AVMEDIA_TYPE_AUDIO && readable(parameters)) {
                for (int other = 0; other < opened.nb_streams(); other++) {
                    if (other != i) {
                        opened.streams(other).discard(AVDISCARD_ALL);
                    }
                }
                return i;
            }
        }
        throw new AudioException(Reason.NO_AUDIO_STREAM, name + " has no audio stream of a codec that is read");
    }

    private static boolean readable(AVCodecParameters parameters) {
        AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
        return decoder != null
                && !decoder.isNull()
                && ("," + CODECS + ",").contains("," + decoder.name().getString() + ",");
    }

    private AVCodecContext openCodec(AVStream from) throws AudioException {
        AVCodec decoder = avcodec_find_decoder(from.codecpar().codec_id());
        AVCodecContext context = Ffmpeg.allocated(avcodec_alloc_context3(decoder));
        codec = context;
        check(avcodec_parameters_to_context(context, from.codecpar()), Reason.NO_AUDIO_STREAM);
        context.thread_count(1);
        context.pkt_timebase(from.time_base());
        context.err_recognition(AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
        check(avcodec_open2(context, decoder, (AVDictionary) null), Reason.NO_AUDIO_STREAM);
        return context;
    }

    private void check(int code, Reason reason) throws AudioException {
        if (code < 0) {
            throw new AudioException(reason, name + " cannot be decoded: " + Ffmpeg.error(code));
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
        if (codec == null || !format.codec().equals("flac") || codec.extradata_size() < 34 || format.bits() > 24) {
            return null;
        }
        byte[] streamInfo = new byte[34];
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
        AVCodecContext decoding = opened(codec);
        while (true) {
            int received = avcodec_receive_frame(decoding, frame);
            if (received == 0) {
                if (take(into)) {
                    return true;
                }
            } else if (received == AVERROR_EOF()) {
                into.clip(0);
                checkLength();
                return false;
            } else if (received == AVERROR_EAGAIN()) {
                feed(decoding);
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
            into.fill(frame, format.channels());
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

    private void feed(AVCodecContext decoding) throws IOException {
        AVFormatContext from = opened(container);
        while (!inputEnded) {
            int read = av_read_frame(from, packet);
            if (io.failure() != null) {
                throw new AudioException(Reason.IO, name + " could not be read on: " + io.failure(), io.failure());
            }
            if (read == AVERROR_EOF()) {
                break;
            }
            if (read < 0) {
                throw damaged(read);
            }
            boolean ours = packet.stream_index() == stream;
            // the last packet of a WAV stream of unknown length looks cut, and its bytes are all right
            boolean corrupt = ours && !format.codec().startsWith("pcm_") && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
            int sent = ours ? avcodec_send_packet(decoding, packet) : 0;
            packetTicks += ours ? packet.duration() : 0;
            av_packet_unref(packet);
            if (sent < 0 || corrupt) {
                throw damaged(corrupt ? AVERROR_INVALIDDATA() : sent);
            }
            if (ours) {
                return;
            }
        }
        inputEnded = true;
        avcodec_send_packet(decoding, null);
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
        AVStream from = opened(container).streams(stream);
        if (format.declaredFrames() >= 0) {
            if (framesDecoded < format.declaredFrames()) {
                throw truncated(framesDecoded, format.declaredFrames());
            }
        } else if (opened(container).duration_estimation_method() != AVFMT_DURATION_FROM_BITRATE
                && from.duration() != AV_NOPTS_VALUE
                && packetTicks < from.duration()) {
            double toFrames = av_q2d(from.time_base()) * format.sampleRateHz();
            throw truncated(Math.round(packetTicks * toFrames), Math.round(from.duration() * toFrames));
        }
    }

    private AudioException truncated(long there, long declared) {
        return new AudioException(
                Reason.TRUNCATED,
                name + " is cut: it declares " + declared + " frames, " + there + " are there: fetch it again");
    }

    private static <T> T opened(@Nullable T pointer) {
        if (pointer == null) {
            throw new IllegalStateException("the audio file is closed");
        }
        return pointer;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (codec != null) {
            avcodec_free_context(codec);
            codec = null;
        }
        if (container != null) {
            avformat_close_input(container);
            container = null;
        }
        io.close();
        av_packet_free(packet);
        av_frame_free(frame);
    }
}
