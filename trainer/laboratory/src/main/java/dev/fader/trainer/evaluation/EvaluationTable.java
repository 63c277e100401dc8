package dev.fader.trainer.evaluation;

import java.util.Locale;

/** Evaluations as text for a terminal. */
final class EvaluationTable {

    private EvaluationTable() {}

    /** A block per source, a row per gain. */
    static String of(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        evaluation.remix().forEach((source, rows) -> {
            text.append("%n%s: SDR of the source %.2f dB%n"
                    .formatted(source, evaluation.sourceSdrDb().get(source)));
            text.append("gain dB   minSDR dB  (do nothing)   LD dB  (do nothing)%n".formatted());
            for (Evaluation.GainRow row : rows) {
                text.append(
                        line(row.gainDb(), row.minSdrDb(), row.minSdrDoNothingDb(), row.ldDb(), row.ldDoNothingDb()));
            }
        });
        return text.toString();
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
        Spread all = result.overall().minSdrDb();
        text.append("%nall: minSDR %.2f ± %.2f dB, without 0 dB %.2f dB, LD %.2f dB%n"
                .formatted(
                        all.mean(),
                        all.std(),
                        result.overall().minSdrWithoutZeroDb().mean(),
                        result.overall().ldDb().mean()));
        return text.toString();
    }

    private static String line(
            double gainDb, double minSdrDb, double minSdrNothingDb, double ldDb, double ldNothingDb) {
        return String.format(
                Locale.ROOT,
                "%+7.0f   %9.2f  %12.2f  %6.2f  %12.2f%n",
                gainDb,
                minSdrDb,
                minSdrNothingDb,
                ldDb,
                ldNothingDb);
    }
}
