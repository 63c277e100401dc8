package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * What a file's own bytes say of its sound before any of it is decoded: where it lies, how long it is and how firmly
 * that is promised. Each container promises in its own way, so each has an account of its own.
 */
interface LengthAccount {

    /** The bytes to decode, one part after the other: several where files were chained. */
    List<SeekableByteChannel> parts() throws IOException;

    /** The bytes whose tags are those of the whole. @param channel the file */
    default SeekableByteChannel tagged(SeekableByteChannel channel) throws IOException {
        return channel;
    }

    /** What whoever gets the result should know of this file. */
    default List<String> remarks() {
        return List.of();
    }

    /** Whether this account applies edit lists, so that FFmpeg shall not. */
    default boolean editsItself() {
        return false;
    }

    /** Bits of a sample that count, if they are fewer than are stored; else 0. */
    default int validBits() {
        return 0;
    }

    /** Which speakers a WAV file's channels are for, as a mask; −1 where the file does not say it. */
    default long channelMask() {
        return NO_MASK;
    }

    /** @param part which of the {@link #parts}. @param stream the one of it that is decoded */
    Heard heard(int part, AVFormatContext container, AVStream stream) throws IOException;

    /** No mask at all, which is something else than a mask of no speakers. */
    long NO_MASK = -1;

    /**
     * Which frames of a decoded part are heard.
     *
     * @param skip frames in front that are not; {@link #FFMPEG_SKIPS} where FFmpeg leaves them out by itself
     * @param pieces of what follows that are, in their order; none where all of it is
     */
    record Heard(long skip, Promise promise, List<EditedPlay.Piece> pieces) {

        Heard(long skip, Promise promise) {
            this(skip, promise, List.of());
        }

        static final long FFMPEG_SKIPS = -1;
    }

    /**
     * @param name for messages
     * @throws AudioException when bytes are missing
     */
    static LengthAccount of(SeekableByteChannel channel, String name) throws IOException {
        ByteBuffer head = ContainerEnd.read(channel, 0, 12);
        if (head.limit() < 12) {
            return new Plain(channel);
        }
        String first = ContainerEnd.text(head, 0);
        String kind = ContainerEnd.text(head, 8);
        switch (first) {
            case "OggS" -> {
                return OggAccount.of(channel, name);
            }
            case "RIFF", "RF64", "BW64" -> {
                // what else is RIFF, FFmpeg refuses for what it is
                return kind.equals("WAVE") ? WavAccount.of(channel, name) : new Plain(channel);
            }
            case "FORM" -> {
                return kind.startsWith("AIF") ? AiffAccount.of(channel, name) : new Plain(channel);
            }
            case "fLaC" -> {
                return FlacAccount.of(channel);
            }
            default -> {
                if (ContainerEnd.text(head, 4).equals("ftyp")) {
                    return Mp4Account.of(channel, name);
                }
            }
        }
        long sound = MpegAccount.endOfId3(head);
        return sound > 0
                        && ContainerEnd.text(ContainerEnd.read(channel, sound, 4), 0)
                                .equals("fLaC")
                ? FlacAccount.of(channel)
                : MpegAccount.of(channel, name, sound);
    }

    /** In frames, or −1. */
    static long ffmpegsFrames(AVStream stream) {
        return stream.duration() == AV_NOPTS_VALUE
                ? -1
                : av_rescale_q(
                        stream.duration(),
                        stream.time_base(),
                        av_make_q(1, stream.codecpar().sample_rate()));
    }

    /** Of a container whose header counts its frames, if it does. */
    static Promise counted(AVFormatContext container, AVStream stream) {
        long frames = ffmpegsFrames(stream);
        if (frames < 0) {
            return new Promise.Nothing();
        }
        return container.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE
                ? new Promise.Guess(frames)
                : new Promise.Exact(frames, 0);
    }

    /** The total that a FLAC stream's own header tells (RFC 9639, §8.2), which is 0 where it was not known. */
    static Promise flacFrames(AVStream stream) {
        if (stream.codecpar().extradata_size() < STREAM_INFO_BYTES) {
            return new Promise.Nothing();
        }
        byte[] streamInfo = new byte[STREAM_INFO_BYTES];
        stream.codecpar().extradata().position(0).get(streamInfo);
        long frames = ByteBuffer.wrap(streamInfo).getLong(10) & (1L << 36) - 1;
        return frames == 0 ? new Promise.Guess(Math.max(0, ffmpegsFrames(stream))) : new Promise.Exact(frames, 0);
    }

    int STREAM_INFO_BYTES = 34;

    /** A container that FFmpeg reads right by itself. */
    record Plain(SeekableByteChannel channel) implements LengthAccount {

        @Override
        public List<SeekableByteChannel> parts() {
            return List.of(channel);
        }

        @Override
        public Heard heard(int part, AVFormatContext container, AVStream stream) {
            return new Heard(Heard.FFMPEG_SKIPS, counted(container, stream));
        }
    }
}
