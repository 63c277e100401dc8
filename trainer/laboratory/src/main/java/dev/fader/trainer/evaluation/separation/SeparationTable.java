package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import dev.fader.trainer.evaluation.separation.VocalResult.Ratios;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results as text for a terminal. */
public final class SeparationTable {

    private SeparationTable() {}

    /** A line per target and way of averaging, then silence. */
    public static String of(VocalResult result) {
        StringBuilder text = new StringBuilder();
        for (TargetScores target : result.targets()) {
            line(text, target.target() + ", song-wise, median", target.songWise(), Spread::median);
            line(text, target.target() + ", segment-wise, median", target.segmentWise(), Spread::median);
            line(text, target.target() + ", segment-wise, mean", target.segmentWise(), Spread::mean);
        }
        text.append(String.format(
                Locale.ROOT,
                "PES %.1f dB (median), %.1f dB (mean) of %d silent segments; VAD agreement %.1f %%; %.3f s per second%n",
                result.silence().pesDb().median(),
                result.silence().pesDb().mean(),
                result.silence().pesDb().count(),
                result.silence().vadPercent(),
                result.separator().runTime().perSecond()));
        int skipped =
                result.songs().stream().mapToInt(VocalSong::skippedSegments).sum();
        if (skipped > 0) {
            text.append("left out: %d of %d segments, in which a reference or an estimate is silent%n"
                    .formatted(
                            skipped,
                            result.songs().stream()
                                    .mapToInt(VocalSong::segments)
                                    .sum()));
        }
        return text.toString();
    }

    /** A line per separator, and the best of them by source. */
    public static String of(DemixingResult result) {
        StringBuilder text = new StringBuilder();
        for (Row row : result.rows()) {
            line(text, row.separator().name(), result.sources(), row.sdrDb(), row.all());
        }
        line(
                text,
                "best by source",
                result.sources(),
                result.best().sdrDb(),
                result.best().all());
        if (result.silentSources() > 0) {
            text.append("left out: a source was silent in a song, %d times%n".formatted(result.silentSources()));
        }
        for (Row row : result.rows()) {
            if (row.skippedFrames() > 0) {
                text.append("left out of %s: %d seconds in which a source or an estimate is silent%n"
                        .formatted(row.separator().name(), row.skippedFrames()));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String heading, Ratios ratios, ToDoubleFunction<Spread> number) {
        text.append(String.format(
                Locale.ROOT,
                "%-36s SDR %6.2f  SIR %6.2f  SAR %6.2f dB%n",
                heading,
                number.applyAsDouble(ratios.sdrDb()),
                number.applyAsDouble(ratios.sirDb()),
                number.applyAsDouble(ratios.sarDb())));
    }

    private static void line(
            StringBuilder text, String heading, List<String> sources, Map<String, Double> sdrDb, double all) {
        text.append(String.format(Locale.ROOT, "%-24s", heading));
        for (String source : sources) {
            text.append(String.format(Locale.ROOT, "  %s %6.2f", source, sdrDb.getOrDefault(source, Double.NaN)));
        }
        text.append(String.format(Locale.ROOT, "  All %6.2f dB%n", all));
    }
}
