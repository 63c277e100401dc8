package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A separator on whole songs, at the level that they have, cut as its plan says: what it says of a chunk's context is thrown
 * away, and neighbours are faded into one another. Its estimates are taken as they are, whatever they sum to.
 */
final class SeparatorOnSongs implements SongSeparator {

    private final Separator separator;
    private final EstimatesLabel label;
    private double seconds;
    private double audioSeconds;

    /** @param label whose run time is replaced by what is measured */
    SeparatorOnSongs(Separator separator, EstimatesLabel label) {
        this.separator = separator;
        this.label = label;
    }

    @Override
    public EstimatesLabel label() {
        return label.timed(new RunTime(separator.deviceName(), seconds, audioSeconds));
    }

    @Override
    public float[][][] separate(StemSong song, float[][] mixture) {
        return separate(mixture);
    }

    /** @param mixture (C, L). @return (K, C, L) */
    float[][][] separate(float[][] mixture) {
        long begin = System.nanoTime();
        ChunkPlan plan = separator.chunkPlan();
        int samples = mixture[0].length;
        float[][][] sums = new float[separator.sources().size()][mixture.length][samples];
        float[] weights = new float[samples];
        List<Row> rows = rows();
        int start = 0;
        while (start == 0 || start + plan.fade() < samples) {
            add(plan, start, mixture, rows, sums, weights);
            start += plan.hop();
        }
        for (float[][] source : sums) {
            for (float[] channel : source) {
                for (int i = 0; i < samples; i++) {
                    channel[i] /= weights[i];
                }
            }
        }
        seconds += (System.nanoTime() - begin) / 1e9;
        audioSeconds += (double) samples / separator.sampleRateHz();
        return sums;
    }

    /** @param start of the chunk's result in the song */
    private void add(ChunkPlan plan, int start, float[][] mixture, List<Row> rows, float[][][] sums, float[] weights) {
        int result = plan.hop() + plan.fade();
        int first = start - plan.context();
        float[][] cut = new float[mixture.length][plan.length()];
        for (int c = 0; c < cut.length; c++) {
            int from = Math.max(0, first);
            int to = Math.min(mixture[c].length, first + plan.length());
            System.arraycopy(mixture[c], from, cut[c], from - first, to - from);
        }
        float[] combined = separator.combine(new Part(first, cut), rows);
        for (int i = 0; i < result && start + i < weights.length; i++) {
            float weight = Math.min(1, (Math.min(i, result - 1 - i) + 0.5f) / plan.fade());
            weights[start + i] += weight;
            for (int c = 0; c < cut.length; c++) {
                for (int k = 0; k < sums.length; k++) {
                    sums[k][c][start + i] +=
                            weight * combined[(c * rows.size() + k) * plan.length() + plan.context() + i];
                }
            }
        }
    }

    /** Each source by itself, for gains that leave everything as it is. */
    private List<Row> rows() {
        int sources = separator.sources().size();
        float[] unity = new float[sources];
        Arrays.fill(unity, 1);
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < sources; k++) {
            float[] alone = new float[sources];
            alone[k] = 1;
            rows.add(new Row(alone, unity));
        }
        return rows;
    }
}
