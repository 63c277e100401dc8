package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private final String name;
    private final Demuxer demuxer;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
    private final AVCodecContext codec;
    private final AudioFormat format;
    private final ChannelOrder channels;
    private final Promise promise;
    private final Padding padding;
    private final @Nullable EditedPlay edited;
    private final List<String> remarks = new ArrayList<>();
    private long toSkip;
    private long framesDecoded;
    private boolean inputEnded;
    private boolean closed;

    /**
     * @param part which of the account's parts
     * @param wanted which of the readable audio streams, or {@link StreamChoice#DEFAULT}
     */
    Decoder(LengthAccount account, int part, String name, AudioLimits limits, TagReader tags, int wanted)
            throws IOException {
        Ffmpeg.load();
        this.name = name;
        this.demuxer = new Demuxer(account.parts().get(part), name, wanted, account.editsItself());
        AVStream stream = demuxer.stream();
        AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
        this.codec = Ffmpeg.allocated(avcodec_alloc_context3(decoder));
        try {
            AVCodecParameters parameters = stream.codecpar();
            LengthAccount.Heard heard = account.heard(part, demuxer.container(), stream);
            this.promise = heard.promise();
            this.padding = new Padding(promise);
            this.edited = heard.pieces().isEmpty()
                    ? null
                    : new EditedPlay(heard.pieces(), parameters.ch_layout().nb_channels());
            FormatReader reader = new FormatReader(demuxer.container(), stream, promise);
            limits.check(name, parameters.sample_rate(), parameters.ch_layout().nb_channels(), reader.seconds());
            boolean skipsItself = heard.skip() != LengthAccount.Heard.FFMPEG_SKIPS;
            this.toSkip = skipsItself ? heard.skip() : 0;
            openCodec(decoder, stream, skipsItself);
            this.channels = ChannelOrder.of(parameters.ch_layout(), reader.channelMask(account.channelMask()));
            this.format = reader.describe(codec, channels.layout(), account.validBits(), tags);
            remarks.addAll(account.remarks());
            remarks.addAll(demuxer.remarks(tags.readsFields()));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openCodec(AVCodec decoder, AVStream from, boolean skipsItself) throws AudioException {
        check(avcodec_parameters_to_context(codec, from.codecpar()));
        if (skipsItself) {
            codec.flags2(codec.flags2() | AV_CODEC_FLAG2_SKIP_MANUAL);
        }
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

    /** What whoever gets the result should know; complete at the end of the sound. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** How long the sound is to be, as far as its container says. */
    Promise promise() {
        return promise;
    }

    /** Frames given out so far, without delay and padding. */
    long framesDecoded() {
        return framesDecoded;
    }

    /** The checksum of the samples that a FLAC file's header names, or null elsewhere. */
    @Nullable FlacChecksum checksum() {
        if (!format.codec().equals("flac")
                || edited != null
                || codec.extradata_size() < LengthAccount.STREAM_INFO_BYTES
                || format.bits() > MOST_CHECKSUM_BITS) {
            return null;
        }
        byte[] streamInfo = new byte[LengthAccount.STREAM_INFO_BYTES];
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
            if (edited != null && edited.give(into, false)) {
                framesDecoded += into.remaining();
                return true;
            }
            int received = avcodec_receive_frame(codec, frame);
            if (received == 0) {
                if (take(into)) {
                    return true;
                }
            } else if (received == AVERROR_EOF()) {
                if (edited != null && edited.give(into, true)) {
                    framesDecoded += into.remaining();
                    return true;
                }
                into.clear();
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
            toSkip -= into.skip(toSkip);
            if (edited != null) {
                edited.add(into);
                return false;
            }
            padding.apply(into, framesDecoded);
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

    /** Compares what was there with what the container promised. */
    private void checkLength() throws AudioException {
        if (framesDecoded < promise.fewest()) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: it declares " + promise.fewest() + " frames, " + framesDecoded
                            + " are there: fetch it again");
        }
        if (padding.promiseWasFalse()) {
            remarks.add("it declares %d frames, and %d are there: all of them were kept"
                    .formatted(promise.end(), framesDecoded));
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
