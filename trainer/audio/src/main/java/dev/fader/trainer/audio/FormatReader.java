package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What an opened container says about its audio stream and the music in it. */
final class FormatReader {

    private final AVFormatContext container;
    private final AVStream stream;

    FormatReader(AVFormatContext container, AVStream stream) {
        this.container = container;
        this.stream = stream;
    }

    /** As far as known, or −1. */
    double seconds() {
        if (stream.duration() != AV_NOPTS_VALUE) {
            return stream.duration() * av_q2d(stream.time_base());
        }
        return container.duration() == AV_NOPTS_VALUE ? -1 : container.duration() / 1e6;
    }

    /** @param tags that were found beside */
    AudioFormat describe(AVCodecContext decoding, TagReader tags) {
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
                tags.carried(container, stream));
    }

    private String containerName() {
        return container.iformat().name().getString();
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
