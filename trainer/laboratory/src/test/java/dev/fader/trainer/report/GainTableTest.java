package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.evaluation.ProtocolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GainTableTest {

    private final ProtocolResult baseline = Results.of("baseline", 0, 1, "a", "b", 20);
    private final ProtocolResult remix = Results.of("model1", 1, 1, "a", "b", 22);
    private final ProtocolResult remixAgain = Results.of("model1", 1, 1, "a", "b", 24);
    private final ProtocolResult ours = Results.of("consistent", 1, 1, "a", "b", 26);

    @Test
    void networksThatDifferInTheirSeedAreOneLineWithTheirMean() throws IOException {
        List<GainTable.Line> lines = lines(remix, remixAgain);

        assertThat(lines).extracting(GainTable.Line::heading).containsExactly("output = input", "Model-I 1:1, 2 seeds");
        // of 22 − |gain| and 24 − |gain|; LD is 10 everywhere
        assertThat(lines.getLast().cells())
                .containsExactly(
                        "11.00 / 10.00",
                        "17.00 / 10.00",
                        "20.00 / 10.00",
                        "exact / 10.00",
                        "20.00 / 10.00",
                        "17.00 / 10.00",
                        "11.00 / 10.00");
    }

    @Test
    void theLeadOfOursIsOverTheBaselineAndOverTheBestOfThePapers() throws IOException {
        List<GainTable.Line> lines = lines(baseline, remix, ours);

        assertThat(lines.get(lines.size() - 2).cells()).contains("+6.00", "exact");
        assertThat(lines.getLast().heading()).isEqualTo("Consistent over the best of the paper's, Model-I 1:1");
        assertThat(lines.getLast().cells()).contains("+4.00");
    }

    private static List<GainTable.Line> lines(ProtocolResult... results) throws IOException {
        TableOne table = new TableOne(
                Published.all(),
                Stream.of(results)
                        .map(result -> new NamedResult(result, Path.of("a.json"), ""))
                        .toList());
        return new GainTable(table.groups().getFirst()).lines();
    }
}
