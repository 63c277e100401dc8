package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** FFmpeg's demuxer over a channel's bytes: opens only what is on its lists, and gives one audio stream's packets. */
final class Demuxer implements AutoCloseable {

    private static final String FORMATS = "wav,w64,aiff,flac,mp3,aac,ogg,mov,mp4,m4a,3gp,3g2,mj2";
    private static final String CODECS = "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
            + "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,flac,alac,mp3float,mp3,aac,opus,libopus,vorbis";
    private static final String KINDS = "WAV, AIFF, FLAC, ALAC, MP3, AAC, Ogg Vorbis or Opus";

    private final String name;
    private final ChannelIo io;
    private @Nullable AVFormatContext container;
    private final StreamChoice choice;

    /**
     * @param wanted which of the readable audio streams, from 0, or {@link StreamChoice#DEFAULT}
     * @param wholeTracks whether to give out packets that an edit list leaves out, too
     */
    Demuxer(SeekableByteChannel channel, String name, int wanted, boolean wholeTracks) throws IOException {
        this.name = name;
        channel.position(0);
        this.io = new ChannelIo(channel, false);
        try {
            AVFormatContext opened = open(wholeTracks);
            this.choice = StreamChoice.of(opened, name, wanted, Demuxer::readable, KINDS);
            for (int other = 0; other < opened.nb_streams(); other++) {
                if (other != choice.index()) {
                    opened.streams(other).discard(AVDISCARD_ALL);
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private AVFormatContext open(boolean wholeTracks) throws IOException {
        AVFormatContext context = Ffmpeg.allocated(avformat_alloc_context());
        context.pb(io.context());
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = Ffmpeg.dictionary(
                Map.of("protocol_whitelist", "", "format_whitelist", FORMATS, "codec_whitelist", CODECS));
        if (wholeTracks) {
            Ffmpeg.put(options, "ignore_editlist", "1", 0);
        }
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
            return new AudioException(
                    Reason.IO, name + " could not be read: " + io.failure() + ": try again", io.failure());
        }
        return new AudioException(
                Reason.NOT_AUDIO,
                name + " is not audio that can be read, or its header is damaged (" + Ffmpeg.error(code)
                        + "): export it as " + KINDS);
    }

    private static boolean readable(AVCodecParameters parameters) {
        AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
        return decoder != null
                && !decoder.isNull()
                && ("," + CODECS + ",").contains("," + decoder.name().getString() + ",");
    }

    AVFormatContext container() {
        if (container == null) {
            throw new IllegalStateException("the audio file is closed");
        }
        return container;
    }

    AVStream stream() {
        return container().streams(choice.index());
    }

    /** What else the file holds. @param picturesAreRead whether its pictures are carried, from where they lie */
    List<String> remarks(boolean picturesAreRead) {
        return picturesAreRead
                ? choice.remarks()
                : Stream.concat(choice.remarks().stream(), choice.pictures().stream())
                        .toList();
    }

    /**
     * Reads the stream's next packet, which the caller unreferences.
     *
     * @return 0, or FFmpeg's code of an end or of damage
     * @throws AudioException when the channel failed
     */
    int read(AVPacket packet) throws AudioException {
        while (true) {
            int read = av_read_frame(container(), packet);
            if (io.failure() != null) {
                throw new AudioException(
                        Reason.IO, name + " could not be read on: " + io.failure() + ": try again", io.failure());
            }
            if (read < 0) {
                return read;
            }
            if (packet.stream_index() == choice.index()) {
                return 0;
            }
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        if (container != null) {
            avformat_close_input(container);
            container = null;
        }
        io.close();
    }
}
