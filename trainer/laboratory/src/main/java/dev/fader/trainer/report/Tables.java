package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.ProtocolResult.SourceScores;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers behind the report, as CSV; empty where there is no number. */
final class Tables {

    /** To a ten-thousandth of a dB, a tenth of what implementations may differ by. */
    private static final double ROUNDING = 1e4;

    private Tables() {}

    /** A line per cell of Table 1: the paper's and ours. */
    static String tableOne(TableOne table) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "whose,trained_on,measured_on,sources,column,seed,songs,min_sdr_db,min_sdr_std_db,min_sdr_without_zero_db,min_sdr_without_zero_low_db,min_sdr_without_zero_high_db,ld_db,"
                        + "ld_record_db");
        for (Published cell : table.published()) {
            lines.add(line(
                    "paper",
                    cell.train(),
                    cell.test(),
                    cell.sources(),
                    cell.column(),
                    "",
                    cell.songs(),
                    cell.minSdrDb(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    cell.ldDb()));
        }
        for (NamedResult named : table.results()) {
            ProtocolResult result = named.result();
            ProtocolResult.Overall overall = result.overall();
            TableOneRow row = TableOne.row(result);
            Interval interval = Interval.of(
                    result.songs().stream().mapToDouble(ModelsTable::minSdrDb).toArray());
            lines.add(line(
                    "ours",
                    row.train(),
                    row.test(),
                    row.sources(),
                    named.label(),
                    result.model().seed(),
                    result.songs().size(),
                    overall.minSdrDb().mean(),
                    overall.minSdrDb().std(),
                    overall.minSdrWithoutZeroDb().mean(),
                    interval.low(),
                    interval.high(),
                    overall.ldDb().mean(),
                    overall.ldRecordDb().mean()));
        }
        return text(lines);
    }

    /** A line per song, source and model: what Fig. 3 draws. */
    static String separation(List<NamedResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("trained_on,measured_on,sources,column,seed,song,source,sdr_db,isr_db,sir_db,sar_db");
        for (NamedResult named : results) {
            ProtocolResult result = named.result();
            for (SongScores song : result.songs()) {
                for (int k = 0; k < result.sources().size(); k++) {
                    SongScores.Separation scores = song.separation();
                    lines.add(line(
                            prefix(named),
                            song.name(),
                            result.sources().get(k).source(),
                            scores.sdr()[k],
                            scores.isr()[k],
                            scores.sir()[k],
                            scores.sar()[k]));
                }
            }
        }
        return text(lines);
    }

    /** A line per gain, source and model: what Fig. 4 draws. */
    static String gains(List<NamedResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("trained_on,measured_on,sources,column,seed,source,gain_db,min_sdr_db,min_sdr_std_db,ld_db,ld_std_db,"
                + "min_sdr_do_nothing_db,ld_do_nothing_db");
        for (NamedResult named : results) {
            ProtocolResult result = named.result();
            for (SourceScores source : result.sources()) {
                for (GainScores gain : source.gains()) {
                    lines.add(line(
                            prefix(named),
                            source.source(),
                            gain.gainDb(),
                            gain.minSdrDb().mean(),
                            gain.minSdrDb().std(),
                            gain.ldDb().mean(),
                            gain.ldDb().std(),
                            gain.minSdrDoNothingDb().mean(),
                            gain.ldDoNothingDb().mean()));
                }
            }
        }
        return text(lines);
    }

    /** For readers; a dash where there is no number. */
    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : Page.MISSING;
    }

    /** A mean or median with its interval in brackets. */
    static String interval(Interval interval) {
        return Double.isFinite(interval.low())
                ? "%s [%s, %s]".formatted(number(interval.middle()), number(interval.low()), number(interval.high()))
                : number(interval.middle());
    }

    /** The same with its sign. */
    static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.2f", value) : Page.MISSING;
    }

    private static List<Object> prefix(NamedResult named) {
        ProtocolResult result = named.result();
        TableOneRow row = TableOne.row(result);
        return List.of(
                row.train(),
                row.test(),
                row.sources(),
                named.label(),
                result.model().seed());
    }

    /** Fields with commas, quoted where they must be. */
    static String line(Object... values) {
        return Stream.of(values)
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .map(Tables::field)
                .collect(Collectors.joining(","));
    }

    private static String field(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? Double.toString(Math.rint(number * ROUNDING) / ROUNDING) : "";
        }
        String text = value.toString();
        return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Lines. */
    static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
