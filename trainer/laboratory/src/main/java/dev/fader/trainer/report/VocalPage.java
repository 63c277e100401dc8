package dev.fader.trainer.report;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.evaluation.separation.VocalResult.Ratios;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import dev.fader.trainer.evaluation.separation.VocalSong;
import dev.fader.trainer.statistics.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** HTMD-Net's tables with our results below the published ones. */
final class VocalPage {

    private static final List<String> HEADINGS = List.of(
            "method", "data", "song-wise SDR", "SIR", "SAR", "segment-wise SDR", "SIR", "SAR", "PES, dB", "VAD, %");

    private final List<VocalResult> results;
    private final Html html = new Html();

    VocalPage(List<VocalResult> results) {
        this.results = results;
    }

    String render(List<String> findings) throws IOException {
        Page.begin(html, "Vocals and accompaniment: results");
        Page.findings(html, findings);
        for (String target : List.of(VocalResult.VOCALS, VocalResult.ACCOMPANIMENT)) {
            metrics(target);
        }
        costs();
        return html.raw("</body></html>\n").toString();
    }

    private void metrics(String target) throws IOException {
        boolean vocals = target.equals(VocalResult.VOCALS);
        html.element("h2", vocals ? "Vocals" : "Accompaniment, what the vocals leave of the mixture")
                .element(
                        "p",
                        "SDR, SIR and SAR in dB. Song-wise: medians over songs, each the median of its seconds, in brackets 95 % of medians"
                                + " of songs drawn again with replacement. Segment-wise: median /"
                                + " mean of all seconds; those in which one of the four signals is silent are skipped. PES (lower is better):"
                                + " level of the estimate in seconds without a voice, median / mean. VAD: share of 20 ms in which the voice"
                                + " activity of estimate and reference is the same. Errors are named vocals / masked source, in our"
                                + " experiments' networks as l1-l2; the slides name the masked source's first. The slides' data"
                                + " (MUSDB18's test songs) and ours are not"
                                + " the same unless the data set says so.");
        table(HEADINGS);
        if (vocals) {
            for (PublishedVocals row : PublishedVocals.all()) {
                published(row);
            }
        }
        for (VocalResult result : results) {
            TargetScores scores = result.target(target);
            List<String> cells = new ArrayList<>();
            cells.add(result.separator().name());
            int skipped =
                    result.songs().stream().mapToInt(VocalSong::skippedSegments).sum();
            cells.add("%s, %s (%d songs%s)"
                    .formatted(
                            result.data().name(),
                            result.data().split(),
                            result.songs().size(),
                            skipped == 0 ? "" : "; without %d silent segments".formatted(skipped)));
            int k = vocals ? 0 : 1;
            cells.add(songWise(result, song -> song.targets().get(k).song().sdr()[0]));
            cells.add(songWise(result, song -> song.targets().get(k).song().sir()[0]));
            cells.add(songWise(result, song -> song.targets().get(k).song().sar()[0]));
            spreads(scores.segmentWise()).forEach(spread -> cells.add(both(spread)));
            cells.add(vocals ? both(result.silence().pesDb()) : Page.MISSING);
            cells.add(vocals ? Tables.number(result.silence().vadPercent()) : Page.MISSING);
            row("ours", cells);
        }
        html.raw("</tbody></table></div>\n");
    }

    private void published(PublishedVocals row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.method() + " " + row.loss());
        cells.add(row.note().isEmpty() ? "published" : "published; " + row.note());
        row.song().forEach(value -> cells.add(number(value)));
        for (int i = 0; i < row.median().size(); i++) {
            cells.add(number(row.median().get(i)) + " / " + number(row.mean().get(i)));
        }
        cells.add(number(row.pesDb()));
        cells.add(number(row.vadPercent()));
        row("paper", cells);
    }

    private void costs() {
        html.element("h2", "Run time and size")
                .element(
                        "p",
                        "Published times have no unit that is named: compare ratios to the fastest of their table. Ours: seconds of work for a"
                                + " second of sound, mono for a model and stereo for what 'separate' wrote, and the ratio to the fastest of ours"
                                + " on the same device.");
        table(List.of("method", "device", "time", "ratio", "parameters"));
        double leastCpu = PublishedVocals.Cost.ALL.stream()
                .mapToDouble(PublishedVocals.Cost::cpu)
                .min()
                .orElse(Double.NaN);
        double leastGpu = PublishedVocals.Cost.ALL.stream()
                .mapToDouble(PublishedVocals.Cost::gpu)
                .min()
                .orElse(Double.NaN);
        for (PublishedVocals.Cost cost : PublishedVocals.Cost.ALL) {
            String size = String.format(Locale.ROOT, "%.1f M", cost.parameters());
            row(
                    "paper",
                    List.of(cost.method(), "CPU, published", time(cost.cpu()), ratio(cost.cpu() / leastCpu), size));
            row(
                    "paper",
                    List.of(cost.method(), "GPU, published", time(cost.gpu()), ratio(cost.gpu() / leastGpu), size));
        }
        for (VocalResult result : results) {
            EstimatesLabel label = result.separator();
            double fastest = results.stream()
                    .map(VocalResult::separator)
                    .filter(other ->
                            other.runTime().device().equals(label.runTime().device()))
                    .mapToDouble(other -> other.runTime().perSecond())
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.NaN);
            row(
                    "ours",
                    List.of(
                            label.name(),
                            label.runTime().device(),
                            time(label.runTime().perSecond()),
                            ratio(label.runTime().perSecond() / fastest),
                            label.parameters() == 0
                                    ? Page.MISSING
                                    : String.format(Locale.ROOT, "%.2f M", label.parameters() / 1e6)));
        }
        html.raw("</tbody></table></div>\n");
    }

    private void table(List<String> headings) {
        html.raw("<div class=\"wide\"><table><thead><tr>");
        headings.forEach(heading -> html.element("th", heading));
        html.raw("</tr></thead><tbody>\n");
    }

    private void row(String whose, List<String> cells) {
        html.raw("<tr>");
        cells.forEach(cell -> html.element("td", whose, cell));
        html.raw("</tr>\n");
    }

    private static String songWise(VocalResult result, ToDoubleFunction<VocalSong> value) {
        return Tables.interval(
                Interval.ofMedian(result.songs().stream().mapToDouble(value).toArray()));
    }

    private static List<Spread> spreads(Ratios ratios) {
        return Stream.of(ratios.sdrDb(), ratios.sirDb(), ratios.sarDb()).toList();
    }

    private static String both(Spread spread) {
        return Tables.number(spread.median()) + " / " + Tables.number(spread.mean());
    }

    private static String number(@Nullable Double value) {
        return Tables.number(value == null ? Double.NaN : value);
    }

    private static String time(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3g", value) : Page.MISSING;
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : Page.MISSING;
    }
}
