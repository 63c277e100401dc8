package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.RemixRule;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Results of networks that differ only in their seed: what figures draw as one.
 *
 * @param label what it is drawn as: its column and, where results of that differ in more than the seed, its file
 * @param results at least one
 */
record Pool(String column, String label, List<ProtocolResult> results) {

    /** For readers: the label, and how many networks were trained for it. */
    String legend() {
        return Column.heading(label) + (results.size() > 1 ? ", %d seeds".formatted(results.size()) : "");
    }

    /** Whether the networks remix as they were trained to, not by a rule chosen later. */
    boolean own() {
        return results.stream()
                .allMatch(result ->
                        result.remix() == RemixRule.ownOf(result.model().remixer()));
    }

    ProtocolResult first() {
        return results.getFirst();
    }

    List<String> sources() {
        return first().sources().stream()
                .map(ProtocolResult.SourceScores::source)
                .toList();
    }

    /** Mean over networks of the mean over songs. @param source its place; @param gain its place on the grid */
    double at(Function<GainScores, Spread> value, int source, int gain) {
        return results.stream()
                .mapToDouble(result -> value.apply(
                                result.sources().get(source).gains().get(gain))
                        .mean())
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** The same, and mean over the moved source. */
    double at(Function<GainScores, Spread> value, int gain) {
        return IntStream.range(0, first().sources().size())
                .mapToDouble(source -> at(value, source, gain))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** A value of each song, the mean over networks where there are several. */
    double[] songs(ToDoubleFunction<SongScores> value) {
        Map<String, List<Double>> bySong = new LinkedHashMap<>();
        results.stream()
                .flatMap(result -> result.songs().stream())
                .forEach(song -> bySong.computeIfAbsent(song.name(), name -> new ArrayList<>())
                        .add(value.applyAsDouble(song)));
        return bySong.values().stream()
                .mapToDouble(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    /** Of every song of every network. */
    List<Double> bySong(Function<SongScores, double[]> metric, int source) {
        return results.stream()
                .flatMap(result -> result.songs().stream())
                .map(song -> metric.apply(song)[source])
                .filter(Double::isFinite)
                .toList();
    }
}
