package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioLimits;
import java.time.Duration;

/**
 * What a decoder process may take.
 *
 * @param audio what the file may be; the process refuses more, and so does its parent
 * @param memoryBytes resident, beyond which it is killed
 * @param processorTime beyond which it is killed
 * @param stall how long it may be silent while its parent waits for it
 */
public record DecoderLimits(AudioLimits audio, long memoryBytes, Duration processorTime, Duration stall) {

    /** 1 GiB, 20 minutes of processor time, 30 seconds of silence. */
    public static final DecoderLimits DEFAULT =
            new DecoderLimits(AudioLimits.DEFAULT, 1L << 30, Duration.ofMinutes(20), Duration.ofSeconds(30));
}
