package dev.fader.trainer.evaluation.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.evaluation.separation.DemixingResult.Best;
import dev.fader.trainer.evaluation.separation.DemixingResult.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemixingTableTest {

    private static final List<String> SOURCES = List.of("drums", "bass", "other", "vocals");

    @Test
    void theBestOfTheExistingModelsIsThePapersEightPointOhNine() {
        Row voiceOnly = row("B", List.of(), Map.of("vocals", 8.97));
        Row c = row("C", List.of(), Map.of("drums", 7.1, "bass", 7.2, "other", 5.90, "vocals", 8.8));
        Row d = row("D", List.of(), Map.of("drums", 8.21, "bass", 9.28, "other", 5.5, "vocals", 8.1));
        Row mixer = row("mixer", List.of("C", "D"), Map.of("drums", 99.0, "bass", 99.0, "other", 99.0, "vocals", 99.0));

        Best best = DemixingTable.best(SOURCES, List.of(voiceOnly, c, d, mixer));

        assertThat(best.whose()).isEqualTo(Map.of("drums", "D", "bass", "D", "other", "C", "vocals", "B"));
        assertThat(best.all()).isCloseTo((8.21 + 9.28 + 5.90 + 8.97) / 4, within(1e-9));
        assertThat(best.all()).isCloseTo(8.09, within(5e-3));
    }

    @Test
    void whatLacksASourceHasNoMeanOverAll() {
        assertThat(DemixingTable.mean(SOURCES, Map.of("vocals", 8.97))).isNaN();
    }

    private static Row row(String name, List<String> mixes, Map<String, Double> sdr) {
        EstimatesLabel label = new EstimatesLabel(name, "0", SOURCES, 44_100, 1, mixes, RunTime.UNKNOWN);
        return new Row(label, sdr, DemixingTable.mean(SOURCES, sdr), 0, Map.of());
    }
}
