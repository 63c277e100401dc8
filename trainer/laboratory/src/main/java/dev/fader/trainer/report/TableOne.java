package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** The paper's Table 1 with our results beside the paper's. */
record TableOne(List<Published> published, List<NamedResult> results) {

    static TableOneRow row(ProtocolResult result) {
        return new TableOneRow(
                result.model().trainedOn(),
                result.data().name(),
                result.model().sources().size());
    }

    /** The paper's rows, then those that only we have. */
    List<TableOneRow> rows() {
        SequencedSet<TableOneRow> rows = new LinkedHashSet<>();
        published.forEach(cell -> rows.add(cell.row()));
        results.stream()
                .map(each -> row(each.result()).inPaper())
                .sorted(Comparator.comparing(TableOneRow::label))
                .forEach(rows::add);
        return List.copyOf(rows);
    }

    /** The paper's columns, then those that only we have. */
    List<String> columns() {
        SequencedSet<String> columns = new LinkedHashSet<>(Column.PAPER);
        results.stream().map(NamedResult::column).sorted().forEach(columns::add);
        return List.copyOf(columns);
    }

    /** Whether some column of the row has a result of ours. */
    boolean hasOurs(TableOneRow row) {
        return results.stream().anyMatch(each -> row(each.result()).inPaper().equals(row));
    }

    Optional<Published> paper(TableOneRow row, String column) {
        return published.stream()
                .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                .findFirst();
    }

    /** Ours; several if there are several seeds or data sets of one style. */
    List<NamedResult> ours(TableOneRow row, String column) {
        return results.stream()
                .filter(each -> row(each.result()).inPaper().equals(row)
                        && each.column().equals(column))
                .toList();
    }

    /** Results that were trained and measured on the same sets with the same sources, to be drawn in one figure. */
    List<List<Pool>> groups() {
        return results.stream()
                .map(each -> row(each.result()))
                .distinct()
                .sorted(Comparator.comparing(TableOneRow::label))
                .map(this::pools)
                .toList();
    }

    /** A pool for each column, in the table's order; for each file, where results differ in more than the seed. */
    private List<Pool> pools(TableOneRow row) {
        List<Pool> pools = new ArrayList<>();
        for (String column : columns()) {
            Map<String, List<ProtocolResult>> byLabel = new LinkedHashMap<>();
            results.stream()
                    .filter(each ->
                            row(each.result()).equals(row) && each.column().equals(column))
                    .forEach(each -> byLabel.computeIfAbsent(each.label(), label -> new ArrayList<>())
                            .add(each.result()));
            byLabel.forEach((label, each) -> pools.add(new Pool(column, label, each)));
        }
        return pools;
    }
}
