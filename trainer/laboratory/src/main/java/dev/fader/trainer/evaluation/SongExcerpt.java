package dev.fader.trainer.evaluation;

import dev.fader.trainer.data.StemSong;
import java.io.IOException;

/**
 * What is measured of a song: mono stems, the means of their channels, divided by the standard deviation of the whole
 * song's mixture.
 *
 * @param stems (K, L)
 * @param mixture their sum, (L)
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
record SongExcerpt(String name, SegmentPlan plan, double[][] stems, double[] mixture) {

    private static final int BLOCK_FRAMES = 1 << 16;

    /** @throws IOException if a stem cannot be read, or the song is shorter than a segment or silent */
    static SongExcerpt read(StemSong song, int sources) throws IOException {
        SegmentPlan plan;
        try {
            plan = SegmentPlan.of(song.frames(), song.sampleRateHz());
        } catch (IllegalArgumentException e) {
            throw new IOException("%s cannot be measured: %s".formatted(song.name(), e.getMessage()), e);
        }
        double level = mixtureDeviation(song, sources);
        if (!(level > 0)) {
            throw new IOException(song.name() + " is silent: leave it out of the data set");
        }
        double[][] stems = read(song, sources, plan.begin(), plan.samples());
        for (double[] stem : stems) {
            for (int i = 0; i < stem.length; i++) {
                stem[i] /= level;
            }
        }
        return new SongExcerpt(song.name(), plan, stems, Signals.sum(stems));
    }

    private static double mixtureDeviation(StemSong song, int sources) throws IOException {
        double sum = 0;
        double squares = 0;
        for (long from = 0; from < song.frames(); from += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, song.frames() - from);
            for (double sample : Signals.sum(read(song, sources, from, count))) {
                sum += sample;
                squares += sample * sample;
            }
        }
        double mean = sum / song.frames();
        return Math.sqrt(Math.max(0, squares / song.frames() - mean * mean));
    }

    private static double[][] read(StemSong song, int sources, long from, int count) throws IOException {
        double[][] stems = new double[sources][];
        for (int k = 0; k < sources; k++) {
            stems[k] = Signals.mean(song.read(k, from, count));
        }
        return stems;
    }
}
