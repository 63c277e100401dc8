package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** The paper's Table 1 with our results beside the paper's. */
record TableOne(List<Published> published, List<ProtocolResult> results) {

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
                .map(result -> row(result).inPaper())
                .sorted(Comparator.comparing(TableOneRow::label))
                .forEach(rows::add);
        return List.copyOf(rows);
    }

    /** The paper's columns, then those that only we have. */
    List<String> columns() {
        SequencedSet<String> columns = new LinkedHashSet<>(Column.PAPER);
        results.stream().map(Column::of).sorted().forEach(columns::add);
        return List.copyOf(columns);
    }

    Optional<Published> paper(TableOneRow row, String column) {
        return published.stream()
                .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                .findFirst();
    }

    /** Ours; several if there are several seeds or data sets of one style. */
    List<ProtocolResult> ours(TableOneRow row, String column) {
        return results.stream()
                .filter(result ->
                        row(result).inPaper().equals(row) && Column.of(result).equals(column))
                .toList();
    }

    /** Results that were trained and measured on the same sets with the same sources, to be drawn in one figure. */
    List<List<Pool>> groups() {
        return results.stream()
                .map(TableOne::row)
                .distinct()
                .sorted(Comparator.comparing(TableOneRow::label))
                .map(this::pools)
                .toList();
    }

    /** A pool for each column, in the table's order. */
    private List<Pool> pools(TableOneRow row) {
        return columns().stream()
                .map(column -> new Pool(
                        column,
                        results.stream()
                                .filter(result -> row(result).equals(row)
                                        && Column.of(result).equals(column))
                                .toList()))
                .filter(pool -> !pool.results().isEmpty())
                .toList();
    }
}
