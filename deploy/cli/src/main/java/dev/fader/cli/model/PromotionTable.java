package dev.fader.cli.model;

import dev.fader.schemas.model.PromoteResult;
import java.util.Locale;

/** What a promotion found, as text for a terminal. */
final class PromotionTable {

    private PromotionTable() {}

    /** A block per source, a row per gain; the songs; and the verdict. */
    static String of(PromoteResult result) {
        StringBuilder text = new StringBuilder();
        for (PromoteResult.SourceTable source : result.table()) {
            text.append(
                    "%n%s%ngain dB   candidate   incumbent  difference   (minSDR in dB)%n".formatted(source.source()));
            for (PromoteResult.Row row : source.rows()) {
                line(text, "%+7.0f".formatted(row.gainDb()), row.candidateDb(), row.incumbentDb(), row.differenceDb());
            }
        }
        text.append(System.lineSeparator());
        for (PromoteResult.SongScore song : result.songs()) {
            line(text, "%-24s".formatted(song.song()), song.candidateDb(), song.incumbentDb(), song.differenceDb());
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%s: candidate %s %.2f dB, incumbent %s %.2f dB, doing nothing %.2f dB%n%s%n",
                result.alias(),
                ModelsCommand.shortened(result.candidate()),
                result.candidateDb(),
                ModelsCommand.shortened(result.incumbent()),
                result.incumbentDb(),
                result.doNothingDb(),
                verdict(result)));
        return text.toString();
    }

    private static String verdict(PromoteResult result) {
        return switch (result.verdict()) {
            case PROMOTED -> "'%s' names the candidate now".formatted(result.alias());
            case KEPT -> "'%s' keeps the incumbent: the candidate is no better".formatted(result.alias());
            case OVERTAKEN ->
                "'%s' named another model by then, and was left alone: promote against that one"
                        .formatted(result.alias());
        };
    }

    private static void line(StringBuilder text, String head, double candidate, double incumbent, double difference) {
        text.append(
                String.format(Locale.ROOT, "%s   %9.2f   %9.2f   %+9.2f%n", head, candidate, incumbent, difference));
    }
}
