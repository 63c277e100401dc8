package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.Spread;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report as one HTML page that needs nothing else: pictures, sound and style are in it. */
final class Page {

    static final String MISSING = "—";

    private final TableOne table;
    private final Html html = new Html();

    Page(TableOne table) {
        this.table = table;
    }

    String render(
            List<Figure> separation,
            List<Figure> gains,
            List<Figure> curves,
            List<RunCurve> runs,
            List<Listening> examples,
            List<String> findings)
            throws IOException {
        begin(html, "Learning to remix: results");
        findings(html, findings);
        ModelsTable.write(html, table.results());
        tableOne();
        section("Separation of the sources (the paper's Fig. 3)", separation);
        paperSeparation();
        section("Remix over gain (the paper's Fig. 4)", gains);
        byGain();
        section("Loss curves", curves);
        runs(runs);
        html.element("h2", "Examples");
        if (examples.isEmpty()) {
            html.element("p", "missing", "No examples: run evaluate with --out and --examples.");
        }
        Listening.write(html, examples);
        return html.raw("</body></html>\n").toString();
    }

    private void runs(List<RunCurve> runs) {
        if (runs.isEmpty()) {
            return;
        }
        html.table(List.of("run", "learnt from", "steps", "best SDR of validation remixes, dB", "wall time"));
        for (RunCurve run : runs) {
            html.row(List.of(
                    run.name(),
                    run.group(),
                    String.format(Locale.ROOT, "%,d", run.taken()),
                    Tables.number(run.bestValidationDb()),
                    time(run.seconds())));
        }
        html.raw("</tbody></table></div>\n");
    }

    /** In hours, minutes and seconds. */
    static String time(double seconds) {
        if (!Double.isFinite(seconds)) {
            return MISSING;
        }
        long whole = Math.round(seconds);
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** The head of a page, and its title. */
    static void begin(Html html, String title) throws IOException {
        html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\">")
                .element("title", title)
                .raw("<style>" + style() + "</style></head><body>\n")
                .element("h1", title);
    }

    /** What could not be shown, where a reader begins. */
    static void findings(Html html, List<String> findings) {
        if (!findings.isEmpty()) {
            html.raw("<section class=\"findings\">")
                    .element("h2", "What could not be shown")
                    .raw("<ul>");
            findings.forEach(finding -> html.element("li", finding));
            html.raw("</ul></section>\n");
        }
    }

    private void section(String title, List<Figure> figures) {
        html.element("h2", title);
        if (figures.isEmpty()) {
            html.element("p", "missing", "Missing: there are no results to draw.");
        }
        figures.forEach(html::figure);
    }

    private void tableOne() {
        html.element("h2", "Table 1: minSDR / LD of the remix, dB")
                .element(
                        "p",
                        "First line of a cell: the paper's. Below: ours, mean ± deviation over songs, what was trained on → measured"
                                + " on, then the mean without 0 dB, where a consistent remix is exact and its ratio unbounded, so that it has no"
                                + " mean over all gains. LD as"
                                + " the paper's record prints it: the sum over the sources divided by 4. The paper's data and ours"
                                + " are not the same: compare within a line. † The recorded Baselines of K = 4 and 5 are broken"
                                + " (their sources are at −13 to −18 dB): no win over them means anything.");
        List<TableOneRow> filled = table.rows().stream().filter(table::hasOurs).toList();
        List<TableOneRow> missing =
                table.rows().stream().filter(row -> !table.hasOurs(row)).toList();
        rows(filled);
        if (!missing.isEmpty()) {
            html.raw(filled.isEmpty() ? "<details open>" : "<details>")
                    .element("summary", "The paper's rows of which we have none (%d)".formatted(missing.size()));
            rows(missing);
            html.raw("</details>\n");
        }
    }

    private void rows(List<TableOneRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("trained on → measured on", "K"));
        table.columns().forEach(column -> headings.add(Column.heading(column)));
        html.table(headings);
        for (TableOneRow row : rows) {
            html.raw("<tr>")
                    .element("th", row.train() + " → " + row.test())
                    .element("td", String.valueOf(row.sources()));
            table.columns().forEach(column -> cell(row, column));
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private void cell(TableOneRow row, String column) {
        Optional<Published> paper = table.paper(row, column);
        List<NamedResult> ours = table.ours(row, column);
        html.raw("<td>");
        html.element(
                "div",
                "paper",
                paper.map(cell -> "%s / %s%s"
                                .formatted(
                                        Tables.number(cell.minSdrDb()),
                                        Tables.number(cell.ldDb()),
                                        cell.broken() ? " †" : ""))
                        .orElse(MISSING));
        if (ours.isEmpty()) {
            html.element("div", "missing", "ours: missing");
        }
        for (NamedResult named : ours) {
            ProtocolResult result = named.result();
            ProtocolResult.Overall overall = result.overall();
            html.element(
                            "div",
                            "ours",
                            "%s / %s"
                                    .formatted(
                                            headline(overall.minSdrDb()),
                                            Tables.number(overall.ldRecordDb().mean())))
                    .element(
                            "div",
                            "note",
                            "%s%s → %s (%d songs, seed %d%s); without 0 dB: %s"
                                    .formatted(
                                            named.own().isEmpty() ? "" : named.own() + ": ",
                                            result.model().trainedOn(),
                                            result.data().name(),
                                            result.songs().size(),
                                            result.model().seed(),
                                            silent(result.silentSources()),
                                            Tables.number(overall.minSdrWithoutZeroDb()
                                                    .mean())));
        }
        html.raw("</td>");
    }

    /** What is in no mean. @param sources how often one was silent in a song */
    static String silent(int sources) {
        return sources == 0 ? "" : "; without %d silent sources".formatted(sources);
    }

    /** A consistent remix is exact at 0 dB: a mean with that in it would say nothing. */
    private static String headline(Spread minSdrDb) {
        return minSdrDb.count() == 0
                ? "–"
                : "%s ± %s".formatted(Tables.number(minSdrDb.mean()), Tables.number(minSdrDb.std()));
    }

    private void byGain() {
        html.element("h2", "By gain of one source: minSDR / LD of the remix, dB")
                .element(
                        "p",
                        "Means over the moved source and over seeds. LD is the mean over the sources that have a level."
                                + " The lead is in dB of minSDR.");
        for (List<Pool> group : table.groups()) {
            List<String> headings = new ArrayList<>(List.of("model"));
            headings.addAll(GainTable.gains());
            html.element("h3", TableOne.row(group.getFirst().first()).label()).table(headings);
            for (GainTable.Line line : new GainTable(group).lines()) {
                List<String> cells = new ArrayList<>(List.of(line.heading()));
                cells.addAll(line.cells());
                html.row(cells);
            }
            html.raw("</tbody></table></div>\n");
        }
    }

    /** The means that the authors' record holds, beside ours. */
    private void paperSeparation() {
        html.element("p", "Means over songs by source, SDR / SIR / SAR in dB: the authors' record, and ours.");
        html.table(List.of("data", "model", "whose", "by source"));
        for (List<Pool> group : table.groups()) {
            for (Pool pool : group) {
                TableOneRow row = TableOne.row(pool.first());
                table.paper(row.inPaper(), pool.column())
                        .ifPresent(paper -> separationRow(row.inPaper(), pool.column(), "authors'", triples(paper)));
                for (ProtocolResult result : pool.results()) {
                    separationRow(
                            row, pool.label(), "ours, seed " + result.model().seed(), triples(result));
                }
            }
        }
        html.raw("</tbody></table></div>\n");
    }

    private void separationRow(TableOneRow row, String column, String whose, String values) {
        html.raw("<tr>")
                .element("td", row.label())
                .element("td", Column.heading(column))
                .element("td", whose)
                .element("td", values)
                .raw("</tr>\n");
    }

    private static String triples(ProtocolResult result) {
        return String.join(
                "; ",
                result.sources().stream()
                        .map(source -> "%s %s / %s / %s"
                                .formatted(
                                        source.source(),
                                        Tables.number(source.sdrDb().mean()),
                                        Tables.number(source.sirDb().mean()),
                                        Tables.number(source.sarDb().mean())))
                        .toList());
    }

    private static String triples(Published paper) {
        List<Double> sdr = paper.sdrDb();
        List<Double> sir = paper.sirDb();
        List<Double> sar = paper.sarDb();
        if (sdr == null || sir == null || sar == null) {
            return "not recorded";
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < sdr.size(); k++) {
            text.append(k == 0 ? "" : "; ")
                    .append("%s / %s / %s"
                            .formatted(
                                    Tables.number(sdr.get(k)), Tables.number(sir.get(k)), Tables.number(sar.get(k))));
        }
        return text.toString();
    }

    private static String style() throws IOException {
        try (InputStream resource = Page.class.getResourceAsStream("report.css")) {
            if (resource == null) {
                throw new IOException("this build lacks report.css: build it again");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
