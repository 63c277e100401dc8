package dev.fader.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.statistics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured: of each result the model, the data, how sure the figures are, how long it took, and the configuration. */
final class ModelsTable {

    private static final List<String> HEADINGS = List.of(
            "model",
            "data",
            "minSDR without 0 dB [95 %]",
            "output = input",
            "mean SDR [95 %]",
            "parameters",
            "steps",
            "seed",
            "measured in",
            "file",
            "SHA-256");

    private ModelsTable() {}

    static void write(Html html, List<NamedResult> results) {
        html.element("h2", "What was measured");
        if (results.isEmpty()) {
            html.element("p", "missing", "Nothing.");
            return;
        }
        html.element(
                        "p",
                        "Means over songs of each song's mean over sources and gains, in dB; in brackets 95 % of means of songs drawn"
                                + " again with replacement (bootstrap, 2000 draws, always the same). Intervals of two models that overlap"
                                + " do not say that the models are alike: 'compare' tests the differences song by song.")
                .table(HEADINGS);
        for (NamedResult named : results) {
            ProtocolResult result = named.result();
            html.row(List.of(
                    Column.heading(named.label()),
                    "%s → %s, %s (%d songs%s)"
                            .formatted(
                                    result.model().trainedOn(),
                                    result.data().name(),
                                    result.data().split(),
                                    result.songs().size(),
                                    Page.silent(result.silentSources())),
                    interval(result, ModelsTable::minSdrDb),
                    Tables.number(
                            result.overall().minSdrDoNothingWithoutZeroDb().mean()),
                    interval(result, song -> mean(song.separation().sdr())),
                    String.format(Locale.ROOT, "%,d", result.model().parameters()),
                    String.format(Locale.ROOT, "%,d", result.model().steps()),
                    String.valueOf(result.model().seed()),
                    Page.time(result.seconds()),
                    result.model().file(),
                    result.model()
                            .sha256()
                            .substring(0, Math.min(12, result.model().sha256().length()))));
        }
        html.raw("</tbody></table></div>\n");
        results.forEach(named -> configuration(html, named));
    }

    /** Of each song, mean over sources and all gains but 0 dB. */
    static double minSdrDb(SongScores song) {
        int zero = song.minSdrDb()[0].length / 2;
        return mean(Arrays.stream(song.minSdrDb())
                .flatMapToDouble(gains ->
                        IntStream.range(0, gains.length).filter(g -> g != zero).mapToDouble(g -> gains[g]))
                .toArray());
    }

    static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static String interval(ProtocolResult result, ToDoubleFunction<SongScores> value) {
        return Tables.interval(
                Interval.of(result.songs().stream().mapToDouble(value).toArray()));
    }

    private static void configuration(Html html, NamedResult named) {
        JsonNode training = named.result().model().training();
        if (training != null) {
            html.raw("<details>")
                    .element("summary", "Configuration of " + Column.heading(named.label()))
                    .element("pre", training.toPrettyString())
                    .raw("</details>\n");
        }
    }
}
