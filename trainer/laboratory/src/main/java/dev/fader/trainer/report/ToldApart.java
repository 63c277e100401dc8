package dev.fader.trainer.report;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import dev.fader.trainer.evaluation.separation.DemixingTable;
import dev.fader.trainer.evaluation.separation.VocalResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Separators of one name in several results get their file's beside it.
 *
 * @param folder that the files' names begin in
 */
record ToldApart(Path folder) {

    List<VocalResult> vocals(Map<Path, VocalResult> found) {
        Map<String, Long> names = count(found.values().stream().map(VocalResult::separator));
        return found.entrySet().stream()
                .map(entry -> {
                    VocalResult result = entry.getValue();
                    return new VocalResult(
                            result.name(),
                            result.ok(),
                            result.protocol(),
                            told(result.separator(), entry.getKey(), names),
                            result.data(),
                            result.targets(),
                            result.silence(),
                            result.songs());
                })
                .toList();
    }

    List<DemixingResult> demixing(Map<Path, DemixingResult> found) {
        Map<String, Long> names = count(found.values().stream()
                .map(DemixingResult::rows)
                .flatMap(Collection::stream)
                .map(Row::separator));
        return found.entrySet().stream()
                .map(entry -> {
                    DemixingResult result = entry.getValue();
                    List<Row> rows = result.rows().stream()
                            .map(row -> new Row(
                                    told(row.separator(), entry.getKey(), names),
                                    row.sdrDb(),
                                    row.all(),
                                    row.skippedFrames(),
                                    row.songs()))
                            .toList();
                    return new DemixingResult(
                            result.name(),
                            result.ok(),
                            result.protocol(),
                            result.data(),
                            result.sources(),
                            result.silentSources(),
                            rows,
                            DemixingTable.best(result.sources(), rows));
                })
                .toList();
    }

    private static Map<String, Long> count(Stream<EstimatesLabel> labels) {
        return labels.collect(Collectors.groupingBy(EstimatesLabel::name, Collectors.counting()));
    }

    private EstimatesLabel told(EstimatesLabel label, Path file, Map<String, Long> names) {
        return names.getOrDefault(label.name(), 1L) == 1
                ? label
                : label.named(label.name() + ", " + NamedResult.name(folder, file));
    }
}
