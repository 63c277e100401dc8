package dev.fader.trainer.report;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.DemixingResult.Best;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import dev.fader.trainer.evaluation.separation.DemixingTable;
import dev.fader.trainer.mixer.MixerInputs;
import dev.fader.trainer.statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** MDX-Mixer's tables with our results below what is published, and pictures of weights. */
final class DemixingPage {

    private final List<DemixingResult> results;
    private final Html html = new Html();

    DemixingPage(List<DemixingResult> results) {
        this.results = results;
    }

    String render(List<Figure> weights, List<String> findings) throws IOException {
        Page.begin(html, "Mixing separators: results");
        Page.findings(html, findings);
        html.element("h2", "SDR, dB")
                .element(
                        "p",
                        "museval's SDR of stereo estimates in seconds: the median of a song's, and the median over songs, in brackets 95 % of"
                                + " medians of songs drawn again with replacement; All is the mean of the sources. Published numbers are on MUSDB18-HQ's 50 test songs: compare them with ours on those"
                                + " only, and else a mixer with the separators that it mixes. Time: seconds of work for a second of sound;"
                                + " a mixer's is that of mixing alone.");
        List<String> sources = sources();
        head(sources);
        for (PublishedMixers published : PublishedMixers.all()) {
            row(
                    "paper",
                    published.system(),
                    "published, MUSDB18-HQ",
                    "",
                    sources,
                    published.sdrDb(),
                    published.allDb(),
                    Map.of(),
                    null);
        }
        for (DemixingResult result : results) {
            String data = "%s, %s (%d songs%s)"
                    .formatted(
                            result.data().name(),
                            result.data().split(),
                            result.data().songs(),
                            Page.silent(result.silentSources()));
            for (Row row : result.rows()) {
                row(
                        "ours",
                        row.separator().name(),
                        data,
                        String.join(" + ", row.separator().mixes()),
                        sources,
                        row.sdrDb(),
                        row.all(),
                        row.songs(),
                        row.separator());
            }
            Best best = DemixingTable.best(result.sources(), result.rows());
            row(
                    "ours",
                    "best of the separators, source by source",
                    data,
                    "",
                    sources,
                    best.sdrDb(),
                    best.all(),
                    Map.of(),
                    null);
        }
        html.raw("</tbody></table></div>\n").element("h2", "Weights (the paper's Figs. 4 to 6)");
        if (weights.isEmpty()) {
            html.element("p", "missing", "Missing: name folders that 'mix' wrote with --weights.");
        }
        weights.forEach(html::figure);
        return html.raw("</body></html>\n").toString();
    }

    /** The paper's, in its order, then those that only we have. */
    private List<String> sources() {
        SequencedSet<String> sources = new LinkedHashSet<>(MixerInputs.PAPER_SOURCES);
        results.forEach(result -> sources.addAll(result.sources()));
        return List.copyOf(sources);
    }

    private void head(List<String> sources) {
        List<String> headings = new ArrayList<>(List.of("system", "data", "mixes"));
        headings.addAll(sources);
        headings.addAll(List.of("All", "parameters", "time"));
        html.raw("<div class=\"wide\"><table><thead><tr>");
        headings.forEach(heading -> html.element("th", heading));
        html.raw("</tr></thead><tbody>\n");
    }

    private void row(
            String whose,
            String system,
            String data,
            String mixes,
            List<String> sources,
            Map<String, Double> sdrDb,
            double all,
            Map<String, Map<String, Double>> songs,
            @Nullable EstimatesLabel label) {
        List<String> cells = new ArrayList<>(List.of(system, data, mixes));
        sources.forEach(source -> cells.add(cell(source, sdrDb, songs)));
        cells.add(Tables.number(all));
        cells.add(
                label == null || label.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d", label.parameters()));
        cells.add(
                label == null || !Double.isFinite(label.runTime().perSecond())
                        ? ""
                        : String.format(Locale.ROOT, "%.3g s", label.runTime().perSecond()));
        html.raw("<tr>");
        cells.forEach(cell -> html.element("td", whose, cell));
        html.raw("</tr>\n");
    }

    /** @param songs medians by song and source; empty: without an interval */
    private static String cell(String source, Map<String, Double> sdrDb, Map<String, Map<String, Double>> songs) {
        double value = sdrDb.getOrDefault(source, Double.NaN);
        Interval interval = Interval.ofMedian(songs.values().stream()
                .mapToDouble(song -> song.getOrDefault(source, Double.NaN))
                .toArray());
        return Double.isFinite(interval.low()) ? Tables.interval(interval) : Tables.number(value);
    }
}
