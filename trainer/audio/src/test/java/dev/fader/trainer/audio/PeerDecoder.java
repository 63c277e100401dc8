package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** FFmpeg by itself, as its own player reads a file: nothing of ours looks at the file or trims what is decoded. */
final class PeerDecoder {

    private PeerDecoder() {}

    /** Of one stream, (C, L). */
    static double[][] read(Path file, int index) {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_open_input(container, file.toString(), null, null));
        check(avformat_find_stream_info(container, (AVDictionary) null));
        AVStream stream = container.streams(index);
        AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        check(avcodec_parameters_to_context(codec, stream.codecpar()));
        codec.thread_count(1);
        codec.pkt_timebase(stream.time_base());
        check(avcodec_open2(codec, decoder, (AVDictionary) null));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        FrameSamples samples = new FrameSamples();
        int channels = stream.codecpar().ch_layout().nb_channels();
        List<Integer> places = IntStream.range(0, channels).boxed().toList();
        double[][] all = new double[channels][0];
        for (boolean more = true; more; ) {
            more = av_read_frame(container, packet) >= 0;
            if (!more || packet.stream_index() == index) {
                avcodec_send_packet(codec, more ? packet : null);
            }
            av_packet_unref(packet);
            while (avcodec_receive_frame(codec, frame) == 0) {
                samples.fill(frame, places);
                double[][] block = samples.takeEnd(samples.remaining());
                for (int c = 0; c < channels; c++) {
                    int before = all[c].length;
                    all[c] = java.util.Arrays.copyOf(all[c], before + block[c].length);
                    System.arraycopy(block[c], 0, all[c], before, block[c].length);
                }
            }
        }
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(codec);
        avformat_close_input(container);
        return all;
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(Ffmpeg.error(code));
        }
    }
}
