package dev.fader.trainer.report;

import dev.fader.trainer.statistics.PairedTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Models, song by song, beside the first of them.
 *
 * @param models at least two; the first is what the others are compared with
 */
record Comparison(List<ComparedModel> models) {

    /**
     * One metric of one source, of one model less that of the first.
     *
     * @param songs that both have a value of
     * @param first mean over those of the first
     * @param other mean over those of this one
     * @param corrected p by Holm's correction: of all sources together over the models, of single sources over all lines
     */
    record Line(
            String source,
            ComparedModel model,
            List<Difference> songs,
            double first,
            double other,
            PairedTest test,
            double corrected) {

        Line corrected(double p) {
            return new Line(source, model, songs, first, other, test, p);
        }
    }

    /** In one song. */
    record Difference(String song, double first, double other) {

        double db() {
            return other - first;
        }
    }

    ComparedModel first() {
        return models.getFirst();
    }

    /** That all models have. */
    List<String> metrics() {
        return first().metrics().keySet().stream()
                .filter(metric ->
                        models.stream().allMatch(model -> model.metrics().containsKey(metric)))
                .toList();
    }

    List<Line> lines(String metric) {
        List<Line> lines = new ArrayList<>();
        for (String source : sources(metric)) {
            for (ComparedModel model : models.subList(1, models.size())) {
                List<Difference> songs = songs(metric, source, model);
                if (!songs.isEmpty()) {
                    lines.add(new Line(
                            source,
                            model,
                            songs,
                            mean(songs.stream().mapToDouble(Difference::first).toArray()),
                            mean(songs.stream().mapToDouble(Difference::other).toArray()),
                            PairedTest.of(
                                    songs.stream().mapToDouble(Difference::db).toArray()),
                            Double.NaN));
                }
            }
        }
        return Stream.concat(corrected(lines, true), corrected(lines, false)).toList();
    }

    /** Of all sources together there is one question for each model, of single sources one for each of them. */
    private static Stream<Line> corrected(List<Line> lines, boolean together) {
        List<Line> family = lines.stream()
                .filter(line -> line.source().equals(ComparedModel.ALL) == together)
                .toList();
        double[] p = PairedTest.holm(
                family.stream().mapToDouble(line -> line.test().p()).toArray());
        return IntStream.range(0, p.length).mapToObj(i -> family.get(i).corrected(p[i]));
    }

    /** What keeps the models from being compared as they are. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (ComparedModel model : models.subList(1, models.size())) {
            if (!model.data().equals(first().data())) {
                doubts.add(
                        "%s was measured on %s, and %s on %s: only songs of the same name are compared, whatever they hold"
                                .formatted(first().name(), first().data(), model.name(), model.data()));
            }
            Set<String> one = songNames(first());
            Set<String> other = songNames(model);
            if (!one.equals(other)) {
                SequencedSet<String> apart = new LinkedHashSet<>(one);
                apart.addAll(other);
                apart.removeIf(song -> one.contains(song) && other.contains(song));
                doubts.add("%s and %s do not have the same songs; left out are %s"
                        .formatted(first().name(), model.name(), String.join(", ", apart)));
            }
        }
        if (metrics().isEmpty()) {
            doubts.add("the results have no metric in common: compare those of one protocol");
        }
        return doubts;
    }

    private static Set<String> songNames(ComparedModel model) {
        Set<String> names = new LinkedHashSet<>();
        model.metrics().values().forEach(sources -> sources.values().forEach(songs -> names.addAll(songs.keySet())));
        return names;
    }

    private List<String> sources(String metric) {
        return bySource(first(), metric).keySet().stream().toList();
    }

    private List<Difference> songs(String metric, String source, ComparedModel model) {
        Map<String, Double> ours = bySource(model, metric).getOrDefault(source, Map.of());
        List<Difference> songs = new ArrayList<>();
        bySource(first(), metric).getOrDefault(source, Map.of()).forEach((song, value) -> {
            double other = ours.getOrDefault(song, Double.NaN);
            if (Double.isFinite(value) && Double.isFinite(other)) {
                songs.add(new Difference(song, value, other));
            }
        });
        return songs;
    }

    private static Map<String, Map<String, Double>> bySource(ComparedModel model, String metric) {
        return model.metrics().getOrDefault(metric, Map.of());
    }

    private static double mean(double[] values) {
        return ModelsTable.mean(values);
    }
}
