package dev.fader.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteResult.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromotionTableTest {

    @Test
    void aTableSaysWhoIsBetterByHowMuchAndWhatBecameOfTheAlias() {
        String table = PromotionTable.of(result(Verdict.KEPT));

        assertThat(table.lines())
                .contains("vocals", "     -3       12.00       12.50       -0.50")
                .anyMatch(line -> line.startsWith("song one") && line.endsWith("-0.50"))
                .contains("production: candidate cccccccccccc 12.00 dB, incumbent aaaaaaaaaaaa 12.50 dB,"
                        + " doing nothing 3.00 dB")
                .last()
                .isEqualTo("'production' keeps the incumbent: the candidate is no better");
        assertThat(PromotionTable.of(result(Verdict.PROMOTED))).contains("names the candidate now");
        assertThat(PromotionTable.of(result(Verdict.OVERTAKEN))).contains("left alone");
    }

    private static PromoteResult result(Verdict verdict) {
        return new PromoteResult(
                verdict,
                "production",
                "c".repeat(64),
                "a".repeat(64),
                12,
                12.5,
                3,
                List.of(new PromoteResult.SourceTable(
                        "vocals", 5.0, 6.0, List.of(new PromoteResult.Row(-3, 12, 12.5, -0.5)))),
                List.of(new PromoteResult.SongScore("song one", 12, 12.5, -0.5)),
                List.of(),
                "cpu",
                1);
    }
}
