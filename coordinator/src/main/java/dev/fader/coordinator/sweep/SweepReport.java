package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.EvaluationView;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.api.SweepView.Row;
import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.EvaluateResult.ResultFile;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.schemas.kind.TaskKinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The report of a sweep, and the table in it. */
final class SweepReport {

    private SweepReport() {}

    /** Has a report made of what was measured. */
    static TaskId begin(Handle transaction, SweepView sweep) {
        List<ResultFile> results = sweep.runs().stream()
                .flatMap(run -> run.evaluations().stream())
                .map(EvaluationView::result)
                .filter(Objects::nonNull)
                .flatMap(result -> result.files().stream())
                .toList();
        List<ReportSpec.Run> runs = sweep.runs().stream()
                .map(run -> new ReportSpec.Run(run.run(), run.name(), run.best()))
                .toList();
        return NextTasks.alone(
                transaction,
                TaskKinds.REPORT,
                TaskClass.BATCH,
                sweep.tenant(),
                Objects.requireNonNullElse(sweep.submitted().priority(), 0),
                new ReportSpec(sweep.name(), table(sweep.runs()), results, runs));
    }

    /** A line for each run and each way in which it was measured. */
    static String table(List<Row> runs) {
        Set<String> paths = new LinkedHashSet<>();
        runs.forEach(run -> run.values().fieldNames().forEachRemaining(paths::add));
        Set<String> sources = new LinkedHashSet<>();
        runs.forEach(run -> measured(run)
                .forEach(one -> sources.addAll(one.measured().sdrDb().keySet())));
        StringBuilder table = new StringBuilder();
        line(
                table,
                Stream.of(
                                Stream.of("run", "name", "state"),
                                paths.stream(),
                                Stream.of(
                                        "epochs",
                                        "best_epoch",
                                        "best_validation_sdr_db",
                                        "seconds",
                                        "protocol",
                                        "remix",
                                        "songs",
                                        "min_sdr_without_zero_db",
                                        "min_sdr_do_nothing_db",
                                        "ld_db"),
                                sources.stream().map(source -> "sdr_db_" + source))
                        .flatMap(one -> one));
        for (Row run : runs) {
            List<String> beginning = new ArrayList<>(
                    List.of(run.run().toString(), run.name(), run.state().name()));
            paths.forEach(path -> beginning.add(text(run.values().get(path))));
            beginning.addAll(List.of(
                    String.valueOf(run.epochs()),
                    text(run.bestEpoch()),
                    text(run.bestSdrDb()),
                    String.valueOf(run.seconds())));
            List<Figures> measured = measured(run);
            if (measured.isEmpty()) {
                line(
                        table,
                        Stream.concat(
                                beginning.stream(), Stream.generate(() -> "").limit(6 + sources.size())));
            }
            measured.forEach(one -> line(
                    table,
                    Stream.of(beginning.stream(), one.cells(), one.sdrDb(sources))
                            .flatMap(cells -> cells)));
        }
        return table.toString();
    }

    /** What one evaluation found, by one way to remix. */
    private record Figures(Protocol protocol, Measured measured) {

        Stream<String> cells() {
            return Stream.of(
                    protocol.wireName(),
                    text(measured.rule()),
                    String.valueOf(measured.songs()),
                    text(measured.minSdrDb()),
                    text(measured.minSdrDoNothingDb()),
                    text(measured.ldDb()));
        }

        Stream<String> sdrDb(Set<String> sources) {
            return sources.stream().map(source -> text(measured.sdrDb().get(source)));
        }
    }

    private static List<Figures> measured(Row run) {
        return run.evaluations().stream()
                .map(EvaluationView::result)
                .filter(Objects::nonNull)
                .flatMap(result -> result.measured().stream().map(one -> new Figures(result.protocol(), one)))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null
                ? ""
                : value instanceof JsonNode json && json.isTextual() ? json.asText() : value.toString();
    }

    private static void line(StringBuilder table, Stream<String> cells) {
        table.append(cells.map(SweepReport::quoted).collect(Collectors.joining(",", "", "\n")));
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
