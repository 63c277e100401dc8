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

    /** How FLAC names the speakers of its channels where they are not the usual ones (RFC 9639, §8.6.2). */
    static final String CHANNEL_MASK = "waveformatextensible_channel_mask";

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
    private final Promise promise;

    FormatReader(String name, AVFormatContext container, AVStream stream, Promise promise) {
        this.name = name;
        this.container = container;
        this.stream = stream;
        this.promise = promise;
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
        long frames = promise.likelyFrames();
        return frames > 0 ? (double) frames / stream.codecpar().sample_rate() : secondsByFfmpeg();
    }

    private double secondsByFfmpeg() {
        if (stream.duration() != AV_NOPTS_VALUE) {
            return stream.duration() * av_q2d(stream.time_base());
        }
        return container.duration() == AV_NOPTS_VALUE ? -1 : container.duration() / 1e6;
    }

    /** @param ofContainer as a WAV file says it. @return the same, or as a FLAC file says it where FFmpeg knows no such */
    long channelMask(long ofContainer) {
        String mask = comments().get(CHANNEL_MASK);
        return mask != null && mask.matches("0[xX][0-9a-fA-F]{1,8}")
                ? Long.parseLong(mask.substring(2), 16)
                : ofContainer;
    }

    /**
     * @param channelLayout by {@link ChannelOrder}'s names
     * @param validBits of a sample, if they are fewer than are stored; else 0
     * @param chunks that were found beside
     */
    AudioFormat describe(AVCodecContext decoding, String channelLayout, int validBits, List<RiffChunk> chunks)
            throws AudioException {
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
                channelLayout,
                !lossless ? 0 : validBits > 0 ? validBits : bits,
                lossless && codec.startsWith("pcm_f"),
                promise.exactFrames(),
                seconds(),
                tags(),
                pictures(),
                chunks);
    }

    private String containerName() {
        return container.iformat().name().getString();
    }

    private LinkedHashMap<String, String> comments() {
        LinkedHashMap<String, String> comments = new LinkedHashMap<>();
        Ffmpeg.collect(container.metadata(), comments);
        return comments;
    }

    private LinkedHashMap<String, String> tags() {
        LinkedHashMap<String, String> tags = comments();
        tags.remove(CHANNEL_MASK);
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
}
