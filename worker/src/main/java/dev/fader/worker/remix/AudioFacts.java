package dev.fader.worker.remix;

import dev.fader.schemas.remix.AudioProperties;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.remix.Mastering;

/** What files are, in the words of results. */
final class AudioFacts {

    private AudioFacts() {}

    static AudioProperties of(Mastering.Mastered output) {
        return of(output.format(), output.frames());
    }

    static AudioProperties of(AudioFormat format, long frames) {
        return new AudioProperties(
                format.codec(),
                frames,
                format.sampleRateHz(),
                format.channels(),
                format.lossless() ? format.bits() : null,
                (double) frames / format.sampleRateHz());
    }
}
