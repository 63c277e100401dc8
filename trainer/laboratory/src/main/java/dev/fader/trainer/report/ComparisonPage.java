package dev.fader.trainer.report;

import dev.fader.trainer.report.BoxChart.Box;
import dev.fader.trainer.report.BoxChart.Group;
import dev.fader.trainer.report.Comparison.Difference;
import dev.fader.trainer.report.Comparison.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Models beside each other on one page that needs nothing else. */
final class ComparisonPage {

    private static final double SIGNIFICANT = 0.05;

    private final Comparison comparison;
    private final Html html = new Html();

    ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
    }

    String render(List<Figure> figures, List<Listening> listenings, List<String> findings) throws IOException {
        Page.begin(html, "Models compared");
        Page.findings(html, findings);
        html.element(
                "p",
                "Every model beside the first, %s, on the songs that both have a value of (a silent source has none). Differences are in dB, in"
                                .formatted(comparison.first().name())
                        + " brackets 95 % of means of songs drawn again with replacement. p: the share of all signs of the songs' differences"
                        + " whose mean is at least as far from 0 (permutation test, two-sided; of more than 20 songs, 100,000 draws that are"
                        + " always the same). With n songs it is 2 / 2ⁿ at least: five songs can show nothing at 0.05. Holm: p corrected for"
                        + " the number of models where all sources are taken together, and for all lines of single sources.");
        configuration();
        for (String metric : comparison.metrics()) {
            html.element("h2", metric);
            figures.stream()
                    .filter(figure -> figure.file().equals(fileName(metric)))
                    .forEach(html::figure);
            differences(comparison.lines(metric));
        }
        html.element("h2", "By ear");
        if (listenings.isEmpty()) {
            html.element(
                    "p",
                    "missing",
                    "There are no remixes of the same song and gain: measure with --out and --examples.");
        }
        Listening.write(html, listenings);
        return html.raw("</body></html>\n").toString();
    }

    /** Of each metric a box of the songs' differences, by source. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (String metric : comparison.metrics()) {
            Styles styles = new Styles();
            Map<String, List<Box>> sources = new LinkedHashMap<>();
            for (Line line : comparison.lines(metric)) {
                sources.computeIfAbsent(line.source(), source -> new ArrayList<>())
                        .add(new Box(
                                line.model().name(),
                                styles.of(line.model().name(), ""),
                                line.songs().stream().map(Difference::db).toList()));
            }
            if (!sources.isEmpty()) {
                List<Group> groups = sources.entrySet().stream()
                        .map(entry -> new Group(entry.getKey(), entry.getValue()))
                        .toList();
                String title = "%s: difference from %s"
                        .formatted(metric, comparison.first().name());
                figures.add(new Figure(
                        fileName(metric),
                        title + ", song by song. Boxes of n songs: quartiles and median; the marker is the mean.",
                        new BoxChart(title, "difference, dB", groups).svg()));
            }
        }
        return figures;
    }

    private void configuration() {
        html.element("h2", "Configuration: what differs");
        Map<String, List<String>> differences = ConfigurationDifferences.of(
                comparison.models().stream().map(ComparedModel::configuration).toList());
        if (differences.isEmpty()) {
            html.element("p", "missing", "Nothing, as far as the results tell.");
            return;
        }
        List<String> headings = new ArrayList<>(List.of("key"));
        comparison.models().forEach(model -> headings.add(model.name()));
        html.table(headings);
        differences.forEach((key, values) -> {
            List<String> cells = new ArrayList<>(List.of(key));
            cells.addAll(values);
            html.row(cells);
        });
        html.raw("</tbody></table></div>\n");
    }

    private void differences(List<Line> lines) {
        html.table(List.of(
                "source",
                "model",
                "songs",
                comparison.first().name(),
                "model's",
                "difference [95 %]",
                "p",
                "Holm",
                ""));
        for (Line line : lines) {
            html.row(List.of(
                    line.source(),
                    line.model().name(),
                    String.valueOf(line.songs().size()),
                    Tables.number(line.first()),
                    Tables.number(line.other()),
                    Tables.interval(line.test().difference()),
                    p(line.test().p()),
                    p(line.corrected()),
                    line.corrected() < SIGNIFICANT ? "differs" : "not shown to differ"));
        }
        html.raw("</tbody></table></div>\n")
                .raw("<details>")
                .element("summary", "Song by song")
                .table(List.of("song", "source", "model", comparison.first().name(), "model's", "difference"));
        for (Line line : lines) {
            for (Difference song : line.songs()) {
                html.row(List.of(
                        song.song(),
                        line.source(),
                        line.model().name(),
                        Tables.number(song.first()),
                        Tables.number(song.other()),
                        Tables.signed(song.db())));
            }
        }
        html.raw("</tbody></table></div></details>\n");
    }

    /** Beside the page. */
    String csv() {
        List<String> lines = new ArrayList<>();
        lines.add("metric,source,first,model,songs,first_db,model_db,difference_db,low_db,high_db,p,p_holm");
        for (String metric : comparison.metrics()) {
            for (Line line : comparison.lines(metric)) {
                lines.add(Tables.line(
                        metric,
                        line.source(),
                        comparison.first().name(),
                        line.model().name(),
                        line.songs().size(),
                        line.first(),
                        line.other(),
                        line.test().difference().middle(),
                        line.test().difference().low(),
                        line.test().difference().high(),
                        p(line.test().p()),
                        p(line.corrected())));
            }
        }
        return Tables.text(lines);
    }

    private static String fileName(String metric) {
        return "differences-"
                + metric.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "").toLowerCase(Locale.ROOT);
    }

    private static String p(double value) {
        return !Double.isFinite(value)
                ? Page.MISSING
                : String.format(Locale.ROOT, value < 0.001 ? "%.1e" : "%.3f", value);
    }
}
