package dev.fader.trainer.audio;

import java.util.Map;

/**
 * What an audio file says about itself.
 *
 * @param container FFmpeg's name of the demuxer, such as {@code wav} or {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec FFmpeg's name of the codec, such as {@code pcm_s24le}
 * @param channelLayout such as {@code stereo} or {@code 5.1(side)}
 * @param bits of one sample; 0 for lossy codecs, whose samples have no depth
 * @param floating whether samples are floats
 * @param declaredFrames exact length in frames, or −1 where the container does not say it exactly
 * @param estimatedSeconds length as far as known before decoding, or −1
 * @param tags title, artist and others, by FFmpeg's lower-case names
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
        Map<String, String> tags) {

    public AudioFormat {
        tags = Map.copyOf(tags);
    }

    /** The same of a part of the file. */
    public AudioFormat withLength(long frames) {
        return new AudioFormat(
                container,
                codec,
                sampleRateHz,
                channels,
                channelLayout,
                bits,
                floating,
                frames,
                (double) frames / sampleRateHz,
                tags);
    }

    /** Whether every sample is decoded exactly as it was encoded. */
    public boolean lossless() {
        return bits > 0;
    }
}
