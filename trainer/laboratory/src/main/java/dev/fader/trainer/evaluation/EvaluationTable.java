package dev.fader.trainer.evaluation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluations as text for a terminal. */
final class EvaluationTable {

    private static final double EXACT_DB = 120;

    private EvaluationTable() {}

    /** A block per source, a row per gain. */
    static String of(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        evaluation.remix().forEach((source, rows) -> {
            text.append("%n%s: SDR of the source %.2f dB, median of seconds and songs %.2f dB%n"
                    .formatted(
                            source,
                            evaluation.sourceSdrDb().get(source),
                            evaluation.medianFrameSdrDb().get(source)));
            text.append("gain dB   minSDR dB  (do nothing)   LD dB  (do nothing)%n".formatted());
            for (Evaluation.GainRow row : rows) {
                text.append(
                        line(row.gainDb(), row.minSdrDb(), row.minSdrDoNothingDb(), row.ldDb(), row.ldDoNothingDb()));
            }
        });
        text.append("%nmean SDR of the sources %.2f dB; minSDR over all gains but 0 dB %.2f (do nothing %.2f) dB%n"
                .formatted(
                        evaluation.meanSourceSdrDb(),
                        evaluation.minSdrWithoutZeroDb(),
                        evaluation.minSdrDoNothingDb()));
        silent(text, evaluation.silentSources());
        bySource(text, "between upright and upside down", evaluation.polarityDb());
        bySource(text, "heard of an absent source", evaluation.leakDb());
        return text.toString();
    }

    /** A row per stem: its level in each estimate. */
    static String of(Leakage leakage) {
        StringBuilder text = new StringBuilder();
        leakage.levelDb().forEach((stem, levels) -> bySource(text, stem + " in the estimates", levels));
        bySource(text, "SDR", leakage.sdrDb().isEmpty() ? null : leakage.sdrDb());
        silent(text, leakage.silentStems());
        return text.toString();
    }

    private static void silent(StringBuilder text, int sources) {
        if (sources > 0) {
            text.append("left out: a source was silent in a song, %d times%n".formatted(sources));
        }
    }

    private static void bySource(StringBuilder text, String heading, @Nullable Map<String, Double> values) {
        if (values != null) {
            text.append(heading).append(", dB:");
            values.forEach((source, db) -> text.append(" %s %.2f".formatted(source, db)));
            text.append(System.lineSeparator());
        }
    }

    /** A block per source, a row per gain, means over songs. */
    static String of(ProtocolResult result) {
        StringBuilder text = new StringBuilder();
        for (ProtocolResult.SourceScores source : result.sources()) {
            text.append("%n%s: SDR %.2f, SIR %.2f, SAR %.2f dB%n"
                    .formatted(
                            source.source(),
                            source.sdrDb().mean(),
                            source.sirDb().mean(),
                            source.sarDb().mean()));
            text.append("gain dB   minSDR dB  (do nothing)   LD dB  (do nothing)%n".formatted());
            for (ProtocolResult.GainScores row : source.gains()) {
                text.append(line(
                        row.gainDb(),
                        row.minSdrDb().mean(),
                        row.minSdrDoNothingDb().mean(),
                        row.ldDb().mean(),
                        row.ldDoNothingDb().mean()));
            }
        }
        silent(text, result.silentSources());
        Spread all = result.overall().minSdrWithoutZeroDb();
        text.append("%nminSDR over all gains but 0 dB %.2f ± %.2f dB; LD over all gains %.2f dB%n"
                .formatted(all.mean(), all.std(), result.overall().ldDb().mean()));
        return text.toString();
    }

    private static String line(
            double gainDb, double minSdrDb, double minSdrNothingDb, double ldDb, double ldNothingDb) {
        return String.format(
                Locale.ROOT,
                "%+7.0f   %9s  %12s  %6.2f  %12.2f%n",
                gainDb,
                sdr(minSdrDb),
                sdr(minSdrNothingDb),
                ldDb,
                ldNothingDb);
    }

    /** Of what has been left as it was, the ratio has no bound but that of rounding. */
    private static String sdr(double db) {
        return db > EXACT_DB ? "exact" : "%.2f".formatted(db);
    }
}
