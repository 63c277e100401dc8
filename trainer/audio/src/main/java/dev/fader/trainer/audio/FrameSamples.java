package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBLP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A decoded frame's samples as planar doubles, exact: an integer of b bits comes as {@code k / 2^(b−1)}.
 */
final class FrameSamples {

    private double[][] planar = new double[0][0];
    private int frames;
    private int taken;
    private byte[] raw = new byte[0];

    /** Frames not yet taken. */
    int remaining() {
        return frames - taken;
    }

    /** Takes some frames out. */
    void take(double[][] into, int offset, int count) {
        for (int c = 0; c < into.length; c++) {
            System.arraycopy(planar[c], taken, into[c], offset, count);
        }
        taken += count;
    }

    /** Leaves nothing. */
    void clear() {
        frames = 0;
        taken = 0;
    }

    /** Leaves some frames out in front. @return how many, which is fewer where there are no more */
    int skip(long count) {
        int skipped = (int) Math.min(remaining(), count);
        taken += skipped;
        return skipped;
    }

    /** Takes the last frames away. */
    double[][] takeEnd(int count) {
        double[][] end = new double[planar.length][];
        for (int c = 0; c < planar.length; c++) {
            end[c] = Arrays.copyOfRange(planar[c], frames - count, frames);
        }
        frames -= count;
        return end;
    }

    /** Is these frames. */
    void set(double[][] block) {
        planar = block;
        frames = block[0].length;
        taken = 0;
    }

    /** Adds frames behind. */
    void append(double[][] block) {
        int count = block[0].length;
        for (int c = 0; c < planar.length; c++) {
            if (planar[c].length < frames + count) {
                planar[c] = Arrays.copyOf(planar[c], frames + count);
            }
            System.arraycopy(block[c], 0, planar[c], frames, count);
        }
        frames += count;
    }

    /** @return the first frame not yet taken that has an infinite sample or one that is not a number, or −1 */
    int firstNotFinite() {
        for (int i = taken; i < frames; i++) {
            for (double[] samples : planar) {
                if (!Double.isFinite(samples[i])) {
                    return i - taken;
                }
            }
        }
        return -1;
    }

    /** @param places of the channels in the frame, in the order that they are given out */
    void fill(AVFrame frame, List<Integer> places) {
        int channels = places.size();
        frames = frame.nb_samples();
        taken = 0;
        if (planar.length != channels || planar[0].length < frames) {
            planar = new double[channels][frames];
        }
        int format = frame.format();
        int bytes = av_get_bytes_per_sample(format);
        boolean isPlanar = av_sample_fmt_is_planar(format) == 1;
        int planes = isPlanar ? channels : 1;
        int planeBytes = frames * bytes * (isPlanar ? 1 : channels);
        if (raw.length < planeBytes) {
            raw = new byte[planeBytes];
        }
        ByteBuffer view = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        for (int plane = 0; plane < planes; plane++) {
            new BytePointer(frame.extended_data(plane)).capacity(planeBytes).get(raw, 0, planeBytes);
            for (int c = 0; c < channels; c++) {
                int place = places.get(c);
                if (isPlanar && place == plane) {
                    unpack(view, format, 0, bytes, planar[c]);
                } else if (!isPlanar) {
                    unpack(view, format, place * bytes, bytes * channels, planar[c]);
                }
            }
        }
    }

    /** One loop a format, since this runs for every sample. */
    private void unpack(ByteBuffer view, int format, int first, int step, double[] out) {
        if (format == AV_SAMPLE_FMT_FLT || format == AV_SAMPLE_FMT_FLTP) {
            for (int i = 0, at = first; i < frames; i++, at += step) {
                out[i] = view.getFloat(at);
            }
        } else if (format == AV_SAMPLE_FMT_S16 || format == AV_SAMPLE_FMT_S16P) {
            for (int i = 0, at = first; i < frames; i++, at += step) {
                out[i] = view.getShort(at) * 0x1p-15;
            }
        } else if (format == AV_SAMPLE_FMT_S32 || format == AV_SAMPLE_FMT_S32P) {
            for (int i = 0, at = first; i < frames; i++, at += step) {
                out[i] = view.getInt(at) * 0x1p-31;
            }
        } else if (format == AV_SAMPLE_FMT_U8 || format == AV_SAMPLE_FMT_U8P) {
            for (int i = 0, at = first; i < frames; i++, at += step) {
                out[i] = ((view.get(at) & 0xff) - 128) * 0x1p-7;
            }
        } else if (format == AV_SAMPLE_FMT_DBL || format == AV_SAMPLE_FMT_DBLP) {
            for (int i = 0, at = first; i < frames; i++, at += step) {
                out[i] = view.getDouble(at);
            }
        } else {
            throw new IllegalStateException("a decoder gave samples of the unknown format " + format);
        }
    }
}
