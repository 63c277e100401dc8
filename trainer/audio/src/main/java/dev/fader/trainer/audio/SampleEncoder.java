package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
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
    private final Dither dither;
    private byte[] raw = new byte[0];
    private long clipped;

    SampleEncoder(AudioOutput output, int format) {
        this.format = format;
        this.bits = output.encoding().bits();
        this.dither = new Dither(output.quantization().noise(bits));
    }

    static int formatFor(AudioEncoding encoding) {
        return switch (encoding) {
            case WAV_8, AIFF_8 -> AV_SAMPLE_FMT_U8;
            case WAV_16, AIFF_16, FLAC_16 -> AV_SAMPLE_FMT_S16;
            case WAV_24, WAV_24_IN_32, WAV_32, AIFF_24, AIFF_32, FLAC_24 -> AV_SAMPLE_FMT_S32;
            case ALAC_16 -> AV_SAMPLE_FMT_S16P;
            case ALAC_24 -> AV_SAMPLE_FMT_S32P;
            case WAV_32_FLOAT, AIFF_32_FLOAT, OPUS -> AV_SAMPLE_FMT_FLT;
            case WAV_64_FLOAT, AIFF_64_FLOAT -> AV_SAMPLE_FMT_DBL;
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
        double[][] noise = dither.noise(planar, frames);
        for (int plane = 0; plane < planes; plane++) {
            view.clear();
            for (int i = 0; i < frames; i++) {
                for (int c = isPlanar ? plane : 0; c < (isPlanar ? plane + 1 : channels); c++) {
                    put(planar[c][i], noise[c][i], view);
                }
            }
            new BytePointer(into.extended_data(plane)).capacity(planeBytes).put(raw, 0, planeBytes);
        }
    }

    private void put(double sample, double noise, ByteBuffer view) {
        if (format == AV_SAMPLE_FMT_S16 || format == AV_SAMPLE_FMT_S16P) {
            view.putShort((short) rounded(sample, noise));
        } else if (format == AV_SAMPLE_FMT_S32 || format == AV_SAMPLE_FMT_S32P) {
            view.putInt((int) (rounded(sample, noise) << (Integer.SIZE - bits)));
        } else if (format == AV_SAMPLE_FMT_U8) {
            view.put((byte) (rounded(sample, noise) + 128));
        } else if (format == AV_SAMPLE_FMT_DBL) {
            view.putDouble(sample);
        } else {
            view.putFloat((float) sample);
        }
    }

    private long rounded(double sample, double noise) {
        long most = (1L << (bits - 1)) - 1;
        double scaled = Math.rint(sample * (most + 1.0) + noise);
        if (scaled > most || scaled < -most - 1) {
            clipped++;
            return scaled > 0 ? most : -most - 1;
        }
        return (long) scaled;
    }
}
