package dev.fader.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublishedTest {

    @Test
    void allCellsOfTheTableAreThereAndTheRecordsMeansAreTheTables() throws IOException {
        assertThat(Published.all()).hasSize(13 * 7).allSatisfy(cell -> {
            assertThat(Column.PAPER).contains(cell.column());
            double mean = cell.minSdrByGainDb().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
            assertThat(mean).isCloseTo(cell.minSdrDb(), within(0.02));
        });
    }

    @Test
    void theRecordedGainsSpanTheGridWhateverTheirStep() throws IOException {
        Published ofNine = Published.all().getFirst();

        assertThat(ofNine.gainDb(0)).isEqualTo(-24);
        assertThat(ofNine.gainDb(4)).isZero();
        assertThat(ofNine.gainDb(ofNine.minSdrByGainDb().size() - 1)).isEqualTo(24);
    }

    @Test
    void onlyBaselinesOfFourAndFiveSourcesAreCalledBroken() throws IOException {
        assertThat(Published.all().stream().filter(Published::broken))
                .hasSize(5)
                .allMatch(cell -> cell.sources() >= 4 && cell.column().equals(Column.BASELINE));
    }
}
