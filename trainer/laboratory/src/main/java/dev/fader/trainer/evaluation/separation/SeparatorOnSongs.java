package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.Separator.Part;
import dev.fader.trainer.separation.Separator.Row;
import dev.fader.trainer.separation.SignalLevel;
import dev.fader.trainer.separators.SeparatorFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A separator on whole songs, at the level that they have, cut as for a remix: what it says of a chunk's context is thrown
 * away, neighbours are faded into one another, and the last chunk reaches back to be as long as the others, since much silence
 * in a chunk would be another normalisation. Its estimates are taken as they are, whatever they sum to.
 */
public final class SeparatorOnSongs implements SongSeparator {

    private final Separator separator;
    private final EstimatesLabel label;
    private double seconds;
    private double audioSeconds;

    /** @param label whose run time is replaced by what is measured */
    SeparatorOnSongs(Separator separator, EstimatesLabel label) {
        this.separator = separator;
        this.label = label;
    }

    /**
     * The separator of a file.
     *
     * @param loaded from it
     * @param name in tables
     * @param sha256 of the file
     */
    public static SeparatorOnSongs of(SeparatorFile file, Separator loaded, String name, String sha256) {
        return new SeparatorOnSongs(
                loaded,
                new EstimatesLabel(
                        name,
                        sha256,
                        loaded.sources(),
                        loaded.sampleRateHz(),
                        parameters(file),
                        List.of(),
                        RunTime.UNKNOWN));
    }

    /** Of a model made elsewhere nobody says how many there are. */
    private static long parameters(SeparatorFile file) {
        return switch (file) {
            case SeparatorFile.Network network ->
                NetworkPrograms.separation(network.model().network(), Parameters.NAMED)
                        .parameterCount();
            case SeparatorFile.Mixer mixer -> mixer.content().parameters();
            case SeparatorFile.Foreign foreign -> 0;
        };
    }

    @Override
    public EstimatesLabel label() {
        return label.timed(new RunTime(separator.deviceName(), seconds, audioSeconds));
    }

    @Override
    public float[][][] separate(StemSong song, float[][] mixture) {
        return separate(mixture);
    }

    /** Of a song's own mixture, in stereo. @return (K, 2, L) */
    public float[][][] separate(StemSong song) throws IOException {
        return separate(SongMixture.of(song).stereo());
    }

    /** @param mixture (C, L). @return (K, C, L) */
    float[][][] separate(float[][] mixture) {
        long begin = System.nanoTime();
        ChunkPlan plan = separator.chunkPlan();
        int samples = mixture[0].length;
        float[][][] sums = new float[separator.sources().size()][mixture.length][samples];
        float[] weights = new float[samples];
        SignalLevel whole = separator.hearsLevel() ? SignalLevel.of(mixture) : null;
        List<Row> rows = rows();
        int start = 0;
        while (start + plan.hop() + plan.fade() + plan.context() <= samples) {
            int first = start - plan.context();
            add(
                    new Chunk(first, plan.length(), start, start + plan.hop() + plan.fade(), false),
                    mixture,
                    whole,
                    rows,
                    sums,
                    weights);
            start += plan.hop();
        }
        int reachingBack = Math.min(start - plan.context(), samples + plan.context() - plan.length());
        int first = Math.max(-plan.context(), reachingBack);
        add(
                new Chunk(first, samples + plan.context() - first, start, samples, true),
                mixture,
                whole,
                rows,
                sums,
                weights);
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

    /**
     * A stretch of a song, in silence where it reaches beyond.
     *
     * @param first where it begins, in samples; negative: before the song
     * @param length its samples
     * @param begin where its result begins to count
     * @param end where it counts no more
     * @param last whether nothing follows
     */
    private record Chunk(int first, int length, int begin, int end, boolean last) {

        float weight(int at, int fade) {
            float risen = begin == 0 ? 1 : Math.min(1, (at - begin + 0.5f) / fade);
            return last ? risen : Math.min(risen, (end - at - 0.5f) / fade);
        }

        float[] cut(float[] channel) {
            float[] cut = new float[length];
            int from = Math.max(0, first);
            int to = Math.min(channel.length, first + length);
            System.arraycopy(channel, from, cut, from - first, to - from);
            return cut;
        }
    }

    private void add(
            Chunk chunk,
            float[][] mixture,
            @Nullable SignalLevel whole,
            List<Row> rows,
            float[][][] sums,
            float[] weights) {
        float[][] cut = Arrays.stream(mixture).map(chunk::cut).toArray(float[][]::new);
        float[] combined = separator.combine(new Part(chunk.first(), cut, whole), rows);
        int fade = separator.chunkPlan().fade();
        for (int at = chunk.begin(); at < chunk.end(); at++) {
            float weight = chunk.weight(at, fade);
            weights[at] += weight;
            for (int c = 0; c < cut.length; c++) {
                for (int k = 0; k < sums.length; k++) {
                    int from = (c * rows.size() + k) * chunk.length() + at - chunk.first();
                    sums[k][c][at] += weight * combined[from];
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
