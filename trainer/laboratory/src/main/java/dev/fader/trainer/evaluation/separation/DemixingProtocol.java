package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import dev.fader.trainer.metrics.FrameSdr;
import dev.fader.trainer.metrics.FramedScores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The protocol of MDX-Mixer's tables (its section 4): SDR of museval for stereo estimates in frames of a second, the median
 * of a song's frames, and the median of the songs. A frame in which a source or an estimate is silent counts for none; a
 * separator that gives only some sources is asked for those.
 */
public final class DemixingProtocol {

    private final List<? extends SongSeparator> separators;

    /** @param separators a row each */
    public DemixingProtocol(List<? extends SongSeparator> separators) {
        this.separators = List.copyOf(separators);
    }

    /** @param dataset stems that sum to the mixture; its sources are the table's columns */
    public DemixingResult evaluate(StemDataset dataset, String dataName, String split, Consumer<String> afterSong)
            throws IOException {
        List<Map<String, Map<String, Double>>> bySong = new ArrayList<>();
        separators.forEach(separator -> bySong.add(new LinkedHashMap<>()));
        double longest = 0;
        for (StemSong song : dataset.songs()) {
            float[][] mixture = SongMixture.stereo(song);
            for (int i = 0; i < separators.size(); i++) {
                bySong.get(i).put(song.name(), medians(dataset, song, separators.get(i), mixture));
            }
            longest = Math.max(longest, (double) song.frames() / song.sampleRateHz());
            afterSong.accept(song.name());
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < separators.size(); i++) {
            rows.add(row(dataset.sources(), separators.get(i).label(), bySong.get(i)));
        }
        return new DemixingResult(
                "evaluate",
                true,
                DemixingResult.MDX,
                new MeasuredData(dataName, split, dataset.songs().size(), longest),
                dataset.sources(),
                rows,
                DemixingTable.best(dataset.sources(), rows));
    }

    private static Row row(List<String> sources, EstimatesLabel label, Map<String, Map<String, Double>> songs) {
        Map<String, Double> sdr = new LinkedHashMap<>();
        for (String source : sources) {
            if (label.sources().contains(source)) {
                sdr.put(
                        source,
                        FramedScores.median(songs.values().stream()
                                .mapToDouble(song -> song.getOrDefault(source, Double.NaN))
                                .toArray()));
            }
        }
        return new Row(label, sdr, DemixingTable.mean(sources, sdr), songs);
    }

    /** Of the frames of one song. @return by source, for those that the separator estimates */
    private static Map<String, Double> medians(
            StemDataset dataset, StemSong song, SongSeparator separator, float[][] mixture) throws IOException {
        List<String> estimated = separator.label().sources();
        List<String> measured =
                dataset.sources().stream().filter(estimated::contains).toList();
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("%s estimates %s, of which the data set has none; it has %s"
                    .formatted(separator.label().name(), estimated, dataset.sources()));
        }
        float[][][] estimates = separator.separate(song, mixture);
        int frame = song.sampleRateHz();
        int frames = Math.max(1, mixture[0].length / frame);
        double[][] sdr = new double[measured.size()][frames];
        for (int t = 0; t < frames; t++) {
            int from = t * frame;
            int count = Math.min(frame, mixture[0].length - from);
            float[][][] all = song.readStereo(from, count);
            float[][][] references = new float[measured.size()][][];
            float[][][] ours = new float[measured.size()][2][];
            for (int k = 0; k < references.length; k++) {
                references[k] = all[dataset.sources().indexOf(measured.get(k))];
                for (int c = 0; c < 2; c++) {
                    ours[k][c] =
                            Arrays.copyOfRange(estimates[estimated.indexOf(measured.get(k))][c], from, from + count);
                }
            }
            double[] values = FrameSdr.of(references, ours);
            for (int k = 0; k < values.length; k++) {
                sdr[k][t] = values[k];
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        for (int k = 0; k < sdr.length; k++) {
            medians.put(measured.get(k), FramedScores.median(sdr[k]));
        }
        return medians;
    }
}
