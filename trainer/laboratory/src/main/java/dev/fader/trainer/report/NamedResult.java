package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A result and what tells it from others.
 *
 * @param file where it was read
 * @param own its file's name in the folder of results, where another result is of the same column, data and seed, as in a
 *     sweep of learning rates; empty otherwise
 */
record NamedResult(ProtocolResult result, Path file, String own) {

    /** The column of Table 1. */
    String column() {
        return Column.of(result);
    }

    /** What it is drawn and listed as: its column and, where that is not enough, its file. */
    String label() {
        return own.isEmpty() ? column() : column() + ", " + own;
    }

    private List<Object> likeness() {
        return List.of(TableOne.row(result), column(), result.model().seed());
    }

    /** @param found by file, in order; @param folder that their names begin in */
    static List<NamedResult> of(Map<Path, ProtocolResult> found, Path folder) {
        Map<List<Object>, Integer> alike = new HashMap<>();
        List<NamedResult> all = new ArrayList<>();
        found.forEach((file, result) -> all.add(new NamedResult(result, file, "")));
        all.forEach(result -> alike.merge(result.likeness(), 1, Integer::sum));
        return all.stream()
                .map(each -> alike.getOrDefault(each.likeness(), 1) == 1
                        ? each
                        : new NamedResult(each.result, each.file, name(folder, each.file)))
                .toList();
    }

    /** Without its ending. */
    static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replaceFirst("\\.json$", "");
    }
}
