package dev.fader.trainer.audio;

import dev.fader.schemas.remix.AudioProperties;
import dev.fader.trainer.tags.Carried;

/**
 * What an audio file says about itself.
 *
 * @param container FFmpeg's name of the demuxer, such as {@code wav} or {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec FFmpeg's name of the codec, such as {@code pcm_s24le}
 * @param channelLayout such as {@code stereo} or {@code 5.1(side)}; {@code 4 channels} where the file does not say what
 *     they are for, and {@code mask 0x80000003} where it says what nobody knows
 * @param bits of one sample that count; 0 for lossy codecs, whose samples have no depth
 * @param floating whether samples are floats
 * @param declaredFrames exact length in frames, or −1 where the container does not say it exactly
 * @param estimatedSeconds length as far as known before decoding, or −1
 * @param carried what it carries beside its sound: tags, pictures and the like
 */
public record AudioFormat(
        String container,
        String codec,
        int sampleRateHz,
        int channels,
        String channelLayout,
        int bits,
        boolean floating,
        long declaredFrames,
        double estimatedSeconds,
        Carried carried) {

    /** The same of a part of the file, in which what points at moments would be wrong. */
    public AudioFormat withLength(long frames) {
        return with(frames, (double) frames / sampleRateHz, carried.ofPassage());
    }

    /** The same of all the files that were chained. @param exactFrames of them together, or −1 */
    AudioFormat withWhole(long exactFrames, double seconds) {
        return with(exactFrames, seconds, carried);
    }

    private AudioFormat with(long frames, double seconds, Carried others) {
        return new AudioFormat(
                container, codec, sampleRateHz, channels, channelLayout, bits, floating, frames, seconds, others);
    }

    /** The same in the words of results. @param frames its length, as far as known */
    public AudioProperties properties(long frames) {
        return new AudioProperties(
                codec, frames, sampleRateHz, channels, lossless() ? bits : null, (double) frames / sampleRateHz);
    }

    /** Whether every sample is decoded exactly as it was encoded. */
    public boolean lossless() {
        return bits > 0;
    }
}
