package dev.fader.trainer.data;

import dev.fader.trainer.configuration.Key;

/**
 * How examples are drawn.
 */
public record ExampleConfig(
        @Key(
                value =
                        "length of an example; of a Conv-TasNet up to a fiftieth less, where its frames then fill aligned rows",
                unit = "s",
                above = 0,
                max = 600,
                source = "paper: 1")
        double segmentSeconds,

        @Key("where the sources of an example come from") ExcerptSampling drawing,

        @Key(
                value = "share of examples whose sources come from different songs; only where `drawing` is `mixed`",
                min = 0,
                max = 1,
                source =
                        "mixing across songs: Uhlich and others 2017, \"Improving music source separation based on deep neural networks through data augmentation and network blending\"")
        double crossSongShare,

        @Key(
                value = "target gains are uniform within ± this, by source and example",
                unit = "dB",
                min = 0,
                max = 60,
                source = "paper: 12")
        double gainRangeDb,

        @Key("what is done to the sources: see [Augmentation](#augmentation)")
        Augmentation augmentation) {

    public ExampleConfig {
        if (drawing != ExcerptSampling.MIXED && augmentation.speedRangePercent() != 0) {
            throw new IllegalArgumentException(
                    "speedRangePercent is %s, but the examples of %s are what the songs have: make it 0"
                            .formatted(augmentation.speedRangePercent(), drawing));
        }
        if (drawing != ExcerptSampling.MIXED && crossSongShare != 0) {
            throw new IllegalArgumentException(
                    "crossSongShare is %s, but %s takes all sources of an example from one song: make it 0"
                            .formatted(crossSongShare, drawing));
        }
    }

    /** Samples of a song that an example of so many may need. */
    int samplesRead(int samples) {
        double range = augmentation.speedRangePercent();
        return range == 0 ? samples : SpeedChange.samplesFor(samples, 1 + range / 100);
    }

    /** Length of an example at a rate, as it was asked for. */
    public int samples(int sampleRateHz) {
        return (int) Math.round(segmentSeconds * sampleRateHz);
    }

    /** The same with all sources present, so that each has an SDR. */
    public ExampleConfig complete() {
        Augmentation present = new Augmentation(
                augmentation.levelRangeDb(), augmentation.tiltRangeDb(), augmentation.negatedShare(), 0);
        return new ExampleConfig(segmentSeconds, drawing, crossSongShare, gainRangeDb, present);
    }
}
