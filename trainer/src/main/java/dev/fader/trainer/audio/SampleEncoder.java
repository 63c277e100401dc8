package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Planar doubles as an encoder wants them: rounded here, since FFmpeg would truncate. */
final class SampleEncoder {

    private final int format;
    private final int bits;
    private final Quantization.Noise noise;
    private byte[] raw = new byte[0];
    private long clipped;

    SampleEncoder(AudioOutput output, int format) {
        this.format = format;
        this.bits = output.encoding().bits();
        this.noise = output.quantization().noise(bits);
    }

    static int formatFor(AudioEncoding encoding) {
        return switch (encoding) {
            case WAV_16, FLAC_16 -> AV_SAMPLE_FMT_S16;
            case WAV_24, FLAC_24 -> AV_SAMPLE_FMT_S32;
            case WAV_32_FLOAT, OPUS -> AV_SAMPLE_FMT_FLT;
            case MP3, AAC -> AV_SAMPLE_FMT_FLTP;
        };
    }

    long clipped() {
        return clipped;
    }

    void put(double[][] planar, int frames, AVFrame into) {
        int bytes = av_get_bytes_per_sample(format);
        boolean isPlanar = av_sample_fmt_is_planar(format) == 1;
        int channels = planar.length;
        int planes = isPlanar ? channels : 1;
        int planeBytes = frames * bytes * (isPlanar ? 1 : channels);
        if (raw.length < planeBytes) {
            raw = new byte[planeBytes];
        }
        ByteBuffer view = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        for (int plane = 0; plane < planes; plane++) {
            view.clear();
            for (int i = 0; i < frames; i++) {
                for (int c = isPlanar ? plane : 0; c < (isPlanar ? plane + 1 : channels); c++) {
                    put(planar[c][i], view);
                }
            }
            new BytePointer(into.extended_data(plane)).capacity(planeBytes).put(raw, 0, planeBytes);
        }
    }

    private void put(double sample, ByteBuffer view) {
        if (format == AV_SAMPLE_FMT_S16) {
            view.putShort((short) rounded(sample));
        } else if (format == AV_SAMPLE_FMT_S32) {
            view.putInt(rounded(sample) << (32 - bits));
        } else {
            view.putFloat((float) sample);
        }
    }

    private int rounded(double sample) {
        int most = (1 << (bits - 1)) - 1;
        double scaled = Math.rint(sample * (most + 1.0) + noise.next());
        if (scaled > most || scaled < -most - 1) {
            clipped++;
            return scaled > 0 ? most : -most - 1;
        }
        return (int) scaled;
    }
}
