package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Writes several AAC streams into one MP4 file, as MUSDB18's songs are. */
public final class StemMp4 {

    private StemMp4() {}

    /** @param streams each (channels, frames) */
    public static void write(Path file, int sampleRateHz, List<double[][]> streams) throws IOException {
        Path folder = Files.createTempDirectory("stem-mp4");
        List<Path> parts = new ArrayList<>();
        for (double[][] samples : streams) {
            Path part = folder.resolve(parts.size() + ".m4a");
            AudioOutput output = AudioOutput.of(AudioEncoding.AAC, sampleRateHz, samples.length);
            try (AudioWriter writer = AudioWriter.create(part, output)) {
                writer.write(samples, 0, samples[0].length);
                writer.finish();
            }
            parts.add(part);
        }
        join(parts, file);
        for (Path part : parts) {
            Files.delete(part);
        }
        Files.delete(folder);
    }

    private static void join(List<Path> parts, Path to) throws IOException {
        AVFormatContext out = new AVFormatContext(null);
        check(avformat_alloc_output_context2(out, null, "mp4", null));
        AVIOContext file = new AVIOContext(null);
        check(avio_open(file, to.toString(), AVIO_FLAG_WRITE));
        out.pb(file);
        List<AVFormatContext> inputs = new ArrayList<>();
        for (Path part : parts) {
            AVFormatContext in = new AVFormatContext(null);
            check(avformat_open_input(in, part.toString(), null, null));
            check(avformat_find_stream_info(in, (AVDictionary) null));
            AVStream stream = avformat_new_stream(out, null);
            check(avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar()));
            stream.codecpar().codec_tag(0);
            stream.time_base(in.streams(0).time_base());
            inputs.add(in);
        }
        AVDictionary none = new AVDictionary(null);
        check(avformat_write_header(out, none));
        AVPacket packet = av_packet_alloc();
        for (boolean more = true; more; ) {
            more = false;
            for (int i = 0; i < inputs.size(); i++) {
                if (av_read_frame(inputs.get(i), packet) == 0) {
                    more = true;
                    av_packet_rescale_ts(
                            packet,
                            inputs.get(i).streams(0).time_base(),
                            out.streams(i).time_base());
                    packet.stream_index(i);
                    check(av_interleaved_write_frame(out, packet));
                }
            }
        }
        check(av_write_trailer(out));
        av_packet_free(packet);
        inputs.forEach(in -> avformat_close_input(in));
        avio_closep(file);
        out.pb(null);
        avformat_free_context(out);
    }

    private static void check(int code) throws IOException {
        if (code < 0) {
            throw new IOException(Ffmpeg.error(code));
        }
    }
}
