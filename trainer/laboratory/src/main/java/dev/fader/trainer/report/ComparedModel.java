package dev.fader.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixExample;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.evaluation.separation.VocalSong;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a comparison needs of a result, by whichever protocol.
 *
 * @param file where it was read
 * @param data what it was measured on, in words; differences are only of what was measured on the same
 * @param configuration of its training, where the result tells; else an empty object
 * @param metrics by name, by source, by song; higher is better, except of names that say otherwise
 * @param examples remixes to listen to
 */
record ComparedModel(
        String name,
        Path file,
        String data,
        JsonNode configuration,
        Map<String, Map<String, Map<String, Double>>> metrics,
        List<RemixExample> examples) {

    /** The mean of a song's sources, beside them. */
    static final String ALL = "all sources";

    ComparedModel named(String newName) {
        return new ComparedModel(newName, file, data, configuration, metrics, examples);
    }

    static ComparedModel of(Path file, ProtocolResult result) {
        List<String> sources = result.sources().stream()
                .map(ProtocolResult.SourceScores::source)
                .toList();
        Map<String, Map<String, Map<String, Double>>> metrics = new LinkedHashMap<>();
        metrics.put("minSDR of remixes without 0 dB, dB", bySource(result, sources, ComparedModel::minSdrDb));
        metrics.put(
                "LD of remixes, dB (lower is better)",
                bySource(result, sources, (song, k) -> ModelsTable.mean(song.ldDb()[k])));
        metrics.put(
                "SDR of estimates, dB",
                bySource(result, sources, (song, k) -> song.separation().sdr()[k]));
        return new ComparedModel(
                Column.heading(Column.of(result)),
                file,
                "%s, %s".formatted(result.data().name(), result.data().split()),
                configuration(result.model()),
                metrics,
                result.examples());
    }

    static List<ComparedModel> of(Path file, DemixingResult result) {
        List<ComparedModel> models = new ArrayList<>();
        for (DemixingResult.Row row : result.rows()) {
            Map<String, Map<String, Double>> sources = new LinkedHashMap<>();
            Map<String, List<Double>> all = new LinkedHashMap<>();
            row.songs()
                    .forEach((song, bySource) -> bySource.forEach((source, value) -> {
                        sources.computeIfAbsent(source, name -> new LinkedHashMap<>())
                                .put(song, value);
                        all.computeIfAbsent(song, name -> new ArrayList<>()).add(value);
                    }));
            models.add(new ComparedModel(
                    row.separator().name(),
                    file,
                    "%s, %s".formatted(result.data().name(), result.data().split()),
                    JsonNodeFactory.instance.objectNode(),
                    Map.of("SDR, median of a song's seconds, dB", withMeans(sources, all)),
                    List.of()));
        }
        return models;
    }

    static ComparedModel of(Path file, VocalResult result) {
        Map<String, Map<String, Map<String, Double>>> metrics = new LinkedHashMap<>();
        metrics.put(
                "SDR, median of a song's seconds, dB",
                byTarget(result, target -> target.song().sdr()[0]));
        metrics.put(
                "SIR, median of a song's seconds, dB",
                byTarget(result, target -> target.song().sir()[0]));
        return new ComparedModel(
                result.separator().name(),
                file,
                "%s, %s".formatted(result.data().name(), result.data().split()),
                JsonNodeFactory.instance.objectNode(),
                metrics,
                List.of());
    }

    private static Map<String, Map<String, Double>> byTarget(
            VocalResult result, ToDoubleFunction<VocalSong.Target> value) {
        Map<String, Map<String, Double>> sources = new LinkedHashMap<>();
        List<String> names = List.of(VocalResult.VOCALS, VocalResult.ACCOMPANIMENT);
        for (VocalSong song : result.songs()) {
            for (int k = 0; k < names.size(); k++) {
                sources.computeIfAbsent(names.get(k), name -> new LinkedHashMap<>())
                        .put(song.name(), value.applyAsDouble(song.targets().get(k)));
            }
        }
        return sources;
    }

    private static Map<String, Map<String, Double>> bySource(
            ProtocolResult result, List<String> names, ToDoubleBiFunction<SongScores, Integer> value) {
        Map<String, Map<String, Double>> sources = new LinkedHashMap<>();
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (SongScores song : result.songs()) {
            for (int k = 0; k < names.size(); k++) {
                double found = value.applyAsDouble(song, k);
                sources.computeIfAbsent(names.get(k), name -> new LinkedHashMap<>())
                        .put(song.name(), found);
                all.computeIfAbsent(song.name(), name -> new ArrayList<>()).add(found);
            }
        }
        return withMeans(sources, all);
    }

    private static Map<String, Map<String, Double>> withMeans(
            Map<String, Map<String, Double>> sources, Map<String, List<Double>> bySong) {
        Map<String, Map<String, Double>> whole = new LinkedHashMap<>();
        Map<String, Double> means = new LinkedHashMap<>();
        bySong.forEach((song, values) -> means.put(
                song,
                ModelsTable.mean(
                        values.stream().mapToDouble(Double::doubleValue).toArray())));
        whole.put(ALL, means);
        whole.putAll(sources);
        return whole;
    }

    private static double minSdrDb(SongScores song, int source) {
        double[] gains = song.minSdrDb()[source];
        double[] moved = new double[gains.length - 1];
        int zero = gains.length / 2;
        System.arraycopy(gains, 0, moved, 0, zero);
        System.arraycopy(gains, zero + 1, moved, zero, gains.length - zero - 1);
        return ModelsTable.mean(moved);
    }

    private static JsonNode configuration(MeasuredModel model) {
        return model.training() == null
                ? JsonNodeFactory.instance.objectNode().set("network", Json.MAPPER.valueToTree(model.network()))
                : model.training();
    }
}
