package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.evaluation.ProtocolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOneTest {

    @Test
    void aResultOnDataInTheStyleOfThePapersStandsInThePapersCell() throws IOException {
        ProtocolResult result = Results.of("model1", 2, 1, "synthetic MUSDB18 style", "synthetic Slakh style");
        TableOne table = new TableOne(Published.all(), List.of(new NamedResult(result, Path.of("a.json"), "")));

        TableOneRow row = new TableOneRow("MUSDB18", "Slakh", 2);
        assertThat(table.ours(row, "model1 K:1"))
                .extracting(NamedResult::result)
                .containsExactly(result);
        assertThat(table.paper(row, "model1 K:1").orElseThrow().minSdrDb()).isEqualTo(23.01);
        assertThat(table.ours(row, "model1 1:1")).isEmpty();
        assertThat(table.rows()).hasSize(13);
    }

    @Test
    void whatThePaperDoesNotHaveGetsRowsAndColumnsOfItsOwn() throws IOException {
        ProtocolResult result = Results.of("consistent", 1, 1, "stems", "stems");
        TableOne table = new TableOne(Published.all(), List.of(new NamedResult(result, Path.of("a.json"), "")));

        assertThat(table.rows()).hasSize(14).endsWith(new TableOneRow("stems", "stems", 2));
        assertThat(table.columns()).hasSize(8).endsWith("consistent 1:1");
    }

    @Test
    void columnsAreNamedByTheWeightsOfTraining() {
        assertThat(Column.of(Results.of("baseline", 0, 1, "a", "b"))).isEqualTo("baseline 0:1");
        assertThat(Column.of(Results.of("model2", 1, 0, "a", "b"))).isEqualTo("model2 1:0");
        assertThat(Column.of(Results.of("model2", 3, 1, "a", "b"))).isEqualTo("model2 3.00:1");
    }
}
