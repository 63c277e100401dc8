package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.time.Duration;

/**
 * What is accepted, checked before memory is allocated: a header may claim anything.
 *
 * @param minSampleRateHz lowest sample rate
 * @param maxSampleRateHz highest sample rate
 * @param maxChannels most channels
 * @param maxDuration longest declared or decoded length
 */
public record AudioLimits(int minSampleRateHz, int maxSampleRateHz, int maxChannels, Duration maxDuration) {

    /** 4 to 384 kHz, 8 channels, six hours. */
    public static final AudioLimits DEFAULT = new AudioLimits(4_000, 384_000, 8, Duration.ofHours(6));

    /**
     * @param seconds declared or decoded so far, or −1
     * @throws AudioException naming the limit that is passed
     */
    public void check(String name, int sampleRateHz, int channels, double seconds) throws AudioException {
        if (sampleRateHz < minSampleRateHz || sampleRateHz > maxSampleRateHz) {
            throw new AudioException(
                    Reason.LIMIT_RATE,
                    name + " has a sample rate of " + sampleRateHz + " Hz; " + minSampleRateHz + " to "
                            + maxSampleRateHz + " Hz are accepted: resample it first");
        }
        if (channels < 1 || channels > maxChannels) {
            throw new AudioException(
                    Reason.LIMIT_CHANNELS,
                    name + " has " + channels + " channels; 1 to " + maxChannels + " are accepted: split it first");
        }
        if (seconds > maxDuration.toMillis() / 1000.0) {
            throw new AudioException(
                    Reason.LIMIT_DURATION,
                    name + " is at least " + Math.round(seconds) + " s long; " + maxDuration.toSeconds()
                            + " s are accepted: cut it first");
        }
    }
}
