package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Ogg files that we do not write ourselves: Vorbis, and positions moved. */
final class OggFiles {

    private OggFiles() {}

    /** Vorbis in stereo, by FFmpeg's own encoder. @param pageMicros how much sound a page holds at most */
    static void vorbis(Path file, int rate, double[][] planar, long pageMicros) {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat_alloc_output_context2(container, null, "ogg", null));
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
        container.pb(io);
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        AVCodec encoder = avcodec_find_encoder_by_name("vorbis");
        AVCodecContext codec = avcodec_alloc_context3(encoder);
        codec.strict_std_compliance(-2);
        codec.sample_fmt(AV_SAMPLE_FMT_FLTP);
        codec.sample_rate(rate);
        codec.time_base(av_make_q(1, rate));
        codec.bit_rate(160_000);
        codec.flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        av_channel_layout_default(codec.ch_layout(), 2);
        check(avcodec_open2(codec, encoder, (AVDictionary) null));
        AVStream stream = avformat_new_stream(container, null);
        check(avcodec_parameters_from_context(stream.codecpar(), codec));
        stream.time_base(codec.time_base());
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "page_duration", Long.toString(pageMicros), 0);
        check(avformat_write_header(container, options));
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        for (int at = 0; at < planar[0].length; at += codec.frame_size()) {
            int count = Math.min(codec.frame_size(), planar[0].length - at);
            frame.format(AV_SAMPLE_FMT_FLTP);
            frame.sample_rate(rate);
            frame.nb_samples(count);
            frame.pts(at);
            av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
            check(av_frame_get_buffer(frame, 0));
            for (int c = 0; c < 2; c++) {
                ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.nativeOrder());
                for (int i = 0; i < count; i++) {
                    bytes.putFloat((float) planar[c][at + i]);
                }
                frame.data(c).capacity(bytes.capacity()).put(bytes.array());
            }
            drain(codec, frame, packet, stream, container);
            av_frame_unref(frame);
        }
        drain(codec, null, packet, stream, container);
        check(av_write_trailer(container));
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(codec);
        avio_closep(io);
        container.pb(null);
        avformat_free_context(container);
    }

    private static void drain(
            AVCodecContext codec, AVFrame frame, AVPacket packet, AVStream stream, AVFormatContext container) {
        check(avcodec_send_frame(codec, frame));
        while (avcodec_receive_packet(codec, packet) >= 0) {
            packet.stream_index(0);
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            check(av_write_frame(container, packet));
            av_packet_unref(packet);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(Ffmpeg.error(code));
        }
    }

    /** The same with all positions of sound moved by so many frames, and another serial number. */
    static byte[] moved(byte[] ogg, long by, int serial) {
        return changed(ogg, (page, last) -> {
            long granule = page.getLong(6);
            if (granule > 0) {
                page.putLong(6, granule + by);
            }
            page.putInt(14, serial);
        });
    }

    /** The same with another position on its last page. */
    static byte[] ending(byte[] ogg, long granule) {
        return changed(ogg, (page, last) -> {
            if (last) {
                page.putLong(6, granule);
            }
        });
    }

    private interface Change {
        void apply(ByteBuffer page, boolean last);
    }

    private static byte[] changed(byte[] ogg, Change change) {
        byte[] changed = ogg.clone();
        for (int at = 0; at < changed.length; ) {
            int pieces = changed[at + 26] & 0xff;
            int length = OggPage.HEADER_BYTES + pieces;
            for (int i = 0; i < pieces; i++) {
                length += changed[at + OggPage.HEADER_BYTES + i] & 0xff;
            }
            ByteBuffer page = ByteBuffer.wrap(changed, at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
            change.apply(page, at + length == changed.length);
            page.putInt(22, 0);
            page.putInt(22, checksum(page));
            at += length;
        }
        return changed;
    }

    /** RFC 3533, §6: a CRC of 32 bits, highest bit first. */
    private static int checksum(ByteBuffer page) {
        int crc = 0;
        for (int i = 0; i < page.limit(); i++) {
            crc ^= page.get(i) << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
        }
        return crc;
    }
}
