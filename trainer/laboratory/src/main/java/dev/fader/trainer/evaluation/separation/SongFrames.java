package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.metrics.BssEval;
import dev.fader.trainer.metrics.FrameSdr;
import dev.fader.trainer.metrics.FramedScores;
import dev.fader.trainer.metrics.SourceImages;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * museval's frames of a song in stereo: a second each, side by side, without what follows the last whole one.
 *
 * @param sources names of the song's stems
 * @param measured those that are references, at least one
 */
record SongFrames(StemSong song, List<String> sources, List<String> measured) {

    /** What a separator makes of the references. @param mixture (2, L). @return (measured, 2, L) */
    float[][][] estimates(SongSeparator separator, float[][] mixture) throws IOException {
        float[][][] all = separator.separate(song, mixture);
        List<String> estimated = separator.label().sources();
        return measured.stream().map(source -> all[estimated.indexOf(source)]).toArray(float[][][]::new);
    }

    /** @param estimates (measured, 2, L). @return (measured, frames); NaN throughout a frame in which one is silent */
    double[][] sdrDb(float[][][] estimates) throws IOException {
        int length = estimates[0][0].length;
        int frame = Math.min(song.sampleRateHz(), length);
        double[][] sdrDb = new double[measured.size()][length / frame];
        for (int t = 0; t < sdrDb[0].length; t++) {
            int from = t * frame;
            float[][][] ours = Arrays.stream(estimates)
                    .map(source -> Arrays.stream(source)
                            .map(channel -> Arrays.copyOfRange(channel, from, from + frame))
                            .toArray(float[][]::new))
                    .toArray(float[][][]::new);
            double[] values = FrameSdr.of(references(from, frame), ours);
            for (int k = 0; k < values.length; k++) {
                sdrDb[k][t] = values[k];
            }
        }
        return sdrDb;
    }

    /** How many frames have no value. @param sdrDb (measured, frames) */
    static int skipped(double[][] sdrDb) {
        return sdrDb.length == 0
                ? 0
                : (int) Arrays.stream(sdrDb[0]).filter(Double::isNaN).count();
    }

    /** All of BSS Eval version 4, whose filters are fitted on the whole song. @param estimates (measured, 2, L) */
    FramedScores scores(float[][][] estimates) throws IOException {
        float[][][] references = references(0, estimates[0][0].length);
        return BssEval.of(images(references), images(estimates)).frames(song.sampleRateHz());
    }

    private float[][][] references(int from, int count) throws IOException {
        float[][][] all = song.readStereo(from, count);
        return measured.stream().map(source -> all[sources.indexOf(source)]).toArray(float[][][]::new);
    }

    private static SourceImages images(float[][][] sources) {
        double[][][] samples = new double[sources.length][2][sources[0][0].length];
        for (int k = 0; k < sources.length; k++) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < samples[k][c].length; i++) {
                    samples[k][c][i] = sources[k][c][i];
                }
            }
        }
        return new SourceImages(samples);
    }
}
