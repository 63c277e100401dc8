package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.*;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** The same packets in an MP4 file that FFmpeg's muxer writes by itself. */
final class Remuxed {

    private Remuxed() {}

    /** @param options of the muxer */
    static void write(Path from, Path to, Map<String, String> options) {
        write(from, to, options, file -> {});
    }

    /** @param change what the file says, before it is written */
    static void write(Path from, Path to, Map<String, String> options, Consumer<AVFormatContext> change) {
        Ffmpeg.load();
        AVFormatContext in = new AVFormatContext(null);
        check(avformat_open_input(in, from.toString(), null, null));
        check(avformat_find_stream_info(in, (AVDictionary) null));
        AVFormatContext out = new AVFormatContext(null);
        check(avformat_alloc_output_context2(out, null, "mp4", null));
        AVIOContext file = new AVIOContext(null);
        check(avio_open(file, to.toString(), AVIO_FLAG_WRITE));
        out.pb(file);
        AVStream stream = avformat_new_stream(out, null);
        check(avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar()));
        stream.codecpar().codec_tag(0);
        stream.time_base(in.streams(0).time_base());
        change.accept(out);
        AVDictionary given = Ffmpeg.dictionary(options);
        check(avformat_write_header(out, given));
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(in, packet) == 0) {
            av_packet_rescale_ts(
                    packet, in.streams(0).time_base(), out.streams(0).time_base());
            check(av_interleaved_write_frame(out, packet));
        }
        check(av_write_trailer(out));
        av_packet_free(packet);
        avformat_close_input(in);
        avio_closep(file);
        out.pb(null);
        avformat_free_context(out);
    }

    private static void check(int code) {
        assertThat(code).as(() -> Ffmpeg.error(code)).isGreaterThanOrEqualTo(0);
    }
}
