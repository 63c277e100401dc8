package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.RiffChunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** What an opened container says about its audio stream and the music in it. */
final class FormatReader {

    private static final long MOST_PICTURE_BYTES = 24L << 20;

    /** What muxers write of themselves among the tags. */
    private static final Set<String> STRUCTURE = Set.of("encoder", "major_brand", "minor_version", "compatible_brands");

    /** The same of a stream, where MP4 tells of every file that its language is undefined. */
    private static final Set<String> STREAM_STRUCTURE =
            Set.of("vendor_id", "handler_name", "language", "creation_time");

    private static final Map<Integer, String> MIME_TYPES = Map.of(
            AV_CODEC_ID_MJPEG,
            "image/jpeg",
            AV_CODEC_ID_PNG,
            "image/png",
            AV_CODEC_ID_GIF,
            "image/gif",
            AV_CODEC_ID_BMP,
            "image/bmp",
            AV_CODEC_ID_TIFF,
            "image/tiff",
            AV_CODEC_ID_WEBP,
            "image/webp");

    private final String name;
    private final AVFormatContext container;
    private final AVStream stream;

    FormatReader(String name, AVFormatContext container, AVStream stream) {
        this.name = name;
        this.container = container;
        this.stream = stream;
    }

    /** The codec of pictures of a type, or none. */
    static int pictureCodec(String mimeType) {
        return MIME_TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(mimeType))
                .mapToInt(Map.Entry::getKey)
                .findAny()
                .orElse(AV_CODEC_ID_NONE);
    }

    /** As far as known, or −1. */
    double seconds() {
        if (stream.duration() != AV_NOPTS_VALUE) {
            return stream.duration() * av_q2d(stream.time_base());
        }
        return container.duration() == AV_NOPTS_VALUE ? -1 : container.duration() / 1e6;
    }

    /** @param chunks that were found beside */
    AudioFormat describe(AVCodecContext decoding, List<RiffChunk> chunks) throws AudioException {
        int rate = stream.codecpar().sample_rate();
        String codec = avcodec_get_name(decoding.codec_id()).getString();
        boolean pcm = codec.startsWith("pcm_");
        boolean lossless = pcm || codec.equals("flac") || codec.equals("alac");
        int stored = decoding.bits_per_raw_sample();
        int bits = pcm
                ? av_get_bits_per_sample(decoding.codec_id())
                : stored > 0 ? stored : 8 * av_get_bytes_per_sample(decoding.sample_fmt());
        return new AudioFormat(
                containerName(),
                codec,
                rate,
                stream.codecpar().ch_layout().nb_channels(),
                ChannelOrder.of(stream.codecpar().ch_layout()).layout(),
                lossless ? bits : 0,
                lossless && codec.startsWith("pcm_f"),
                declaredFrames(rate),
                seconds(),
                tags(),
                pictures(),
                chunks);
    }

    private String containerName() {
        return container.iformat().name().getString();
    }

    private LinkedHashMap<String, String> tags() {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        Ffmpeg.collect(container.metadata(), tags);
        if (containerName().startsWith("mov")) {
            tags.remove("creation_time");
        }
        LinkedHashMap<String, String> ofStream = new LinkedHashMap<>();
        Ffmpeg.collect(stream.metadata(), ofStream);
        ofStream.keySet().removeAll(STREAM_STRUCTURE);
        ofStream.forEach(tags::putIfAbsent);
        tags.keySet().removeAll(STRUCTURE);
        return tags;
    }

    private List<Picture> pictures() throws AudioException {
        List<Picture> pictures = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream other = container.streams(i);
            @Nullable String mimeType = MIME_TYPES.get(other.codecpar().codec_id());
            if ((other.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0 || mimeType == null) {
                continue;
            }
            AVPacket packet = other.attached_pic();
            bytes += packet.size();
            if (bytes > MOST_PICTURE_BYTES) {
                throw new AudioException(
                        Reason.LIMIT_METADATA,
                        name + " carries more than " + (MOST_PICTURE_BYTES >> 20)
                                + " MiB of pictures, which is the most that is kept: make its cover smaller");
            }
            byte[] picture = new byte[packet.size()];
            packet.data().position(0).get(picture);
            LinkedHashMap<String, String> words = new LinkedHashMap<>();
            Ffmpeg.collect(other.metadata(), words);
            pictures.add(new Picture(
                    mimeType,
                    Picture.kindOf(words.getOrDefault("comment", "")),
                    words.getOrDefault("title", ""),
                    picture));
        }
        return pictures;
    }

    /** In frames, or −1; what the encoder put in front is not counted. */
    private long declaredFrames(int rate) {
        // the lengths of MP3 and raw AAC are estimates or count the encoder's padding
        if (stream.duration() == AV_NOPTS_VALUE
                || container.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE
                || containerName().equals("mp3")
                || containerName().equals("aac")) {
            return -1;
        }
        long frames = av_rescale_q(stream.duration(), stream.time_base(), av_make_q(1, rate));
        // Ogg's positions count Opus's pre-skip (RFC 7845, §4.2)
        return stream.codecpar().codec_id() == AV_CODEC_ID_OPUS
                ? frames - stream.codecpar().initial_padding()
                : frames;
    }
}
