package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What an opened container says about its audio stream and the music in it. */
final class FormatReader {

    /** How FLAC names the speakers of its channels where they are not the usual ones (RFC 9639, §8.6.2). */
    private static final String CHANNEL_MASK = "waveformatextensible_channel_mask";

    private final AVFormatContext container;
    private final AVStream stream;
    private final Promise promise;

    FormatReader(AVFormatContext container, AVStream stream, Promise promise) {
        this.container = container;
        this.stream = stream;
        this.promise = promise;
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
        String mask = Ffmpeg.texts(container.metadata()).get(CHANNEL_MASK);
        return mask != null && mask.matches("0[xX][0-9a-fA-F]{1,8}")
                ? Long.parseLong(mask.substring(2), 16)
                : ofContainer;
    }

    /**
     * @param channelLayout by {@link ChannelOrder}'s names
     * @param validBits of a sample, if they are fewer than are stored; else 0
     * @param tags that were found beside
     */
    AudioFormat describe(AVCodecContext decoding, String channelLayout, int validBits, TagReader tags) {
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
                tags.carried(container, stream));
    }

    private String containerName() {
        return container.iformat().name().getString();
    }
}
