package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import dev.fader.trainer.metrics.FramedScores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of MDX-Mixer's tables (its section 4): SDR of museval for stereo estimates in frames of a second, the median
 * of a song's frames, and the median of the songs. A frame in which a source or an estimate is silent counts for none; a
 * source that is silent in a song has no value there, and is none for the others; a separator that gives only some sources
 * is asked for those.
 */
public final class DemixingProtocol {

    private final List<? extends SongSeparator> separators;
    private final @Nullable MusevalFolder museval;

    /**
     * @param separators a row each
     * @param museval where to write every frame's scores of every song; null: nowhere
     */
    public DemixingProtocol(List<? extends SongSeparator> separators, @Nullable MusevalFolder museval) {
        this.separators = List.copyOf(separators);
        this.museval = museval;
    }

    /** What was found of one separator so far. */
    private static final class Found {
        private final Map<String, Map<String, Double>> songs = new LinkedHashMap<>();
        private int skippedFrames;
    }

    /** @param dataset stems that sum to the mixture; its sources are the table's columns */
    public DemixingResult evaluate(StemDataset dataset, String dataName, String split, Consumer<String> afterSong)
            throws IOException {
        List<Found> found = new ArrayList<>();
        separators.forEach(separator -> found.add(new Found()));
        double longest = 0;
        int silent = 0;
        for (StemSong song : dataset.songs()) {
            SongMixture mixture = SongMixture.of(song);
            List<String> sounding =
                    mixture.sounding().stream().map(dataset.sources()::get).toList();
            silent += dataset.sources().size() - sounding.size();
            for (int i = 0; i < separators.size(); i++) {
                SongSeparator separator = separators.get(i);
                List<String> measured = measured(dataset.sources(), separator.label()).stream()
                        .filter(sounding::contains)
                        .toList();
                SongFrames frames = new SongFrames(song, dataset.sources(), measured);
                float[][][] estimates =
                        measured.isEmpty() ? new float[0][][] : frames.estimates(separator, mixture.stereo());
                Map<String, Double> medians = new LinkedHashMap<>();
                double[][] sdrDb = measured.isEmpty() ? new double[0][] : frames.sdrDb(estimates);
                for (int k = 0; k < sdrDb.length; k++) {
                    medians.put(measured.get(k), FramedScores.median(sdrDb[k]));
                }
                found.get(i).songs.put(song.name(), medians);
                found.get(i).skippedFrames += SongFrames.skipped(sdrDb);
                if (museval != null && !measured.isEmpty()) {
                    museval.write(separator.label().name(), split, song.name(), measured, frames.scores(estimates));
                }
            }
            longest = Math.max(longest, (double) song.frames() / song.sampleRateHz());
            afterSong.accept(song.name());
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < separators.size(); i++) {
            rows.add(row(dataset.sources(), separators.get(i).label(), found.get(i)));
        }
        return new DemixingResult(
                "evaluate",
                true,
                DemixingResult.MDX,
                new MeasuredData(dataName, split, dataset.songs().size(), longest),
                dataset.sources(),
                silent,
                rows,
                DemixingTable.best(dataset.sources(), rows));
    }

    private static List<String> measured(List<String> sources, EstimatesLabel label) {
        List<String> measured =
                sources.stream().filter(label.sources()::contains).toList();
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("%s estimates %s, of which the data set has none; it has %s"
                    .formatted(label.name(), label.sources(), sources));
        }
        return measured;
    }

    private static Row row(List<String> sources, EstimatesLabel label, Found found) {
        Map<String, Double> sdr = new LinkedHashMap<>();
        for (String source : measured(sources, label)) {
            sdr.put(
                    source,
                    FramedScores.median(found.songs.values().stream()
                            .mapToDouble(song -> song.getOrDefault(source, Double.NaN))
                            .toArray()));
        }
        return new Row(label, sdr, DemixingTable.mean(sources, sdr), found.skippedFrames, found.songs);
    }
}
