package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPresetTest {

    private static final List<String> SOURCES = List.of("vocals", "drums", "bass");

    @ParameterizedTest
    @EnumSource(RemixModel.class)
    void whatIsPrintedIsWhatIsRead(RemixModel model) throws Exception {
        TrainingConfig config = TrainingPreset.PAPER.config(RemixObjective.of(model, "K:1", 3), SOURCES);

        assertThat(TrainingConfig.parse(config.toText())).isEqualTo(config);
        assertThat(config.objective())
                .isInstanceOfSatisfying(
                        RemixObjective.class,
                        objective -> assertThat(objective.psi()).isEqualTo(3));
    }

    @Test
    void thePapersPresetTrainsThePapersNetworkAndTheRecordsAnother() throws Exception {
        RemixObjective objective = RemixObjective.of(RemixModel.MODEL_I, "1:1", 3);

        assertThat(TrainingPreset.PAPER.config(objective, SOURCES).network()).isEqualTo(ConvTasNet.paper(3));
        assertThat(TrainingPreset.RECORD.config(objective, SOURCES).network())
                .isInstanceOfSatisfying(
                        ConvTasNet.class,
                        network -> assertThat(network.maskActivation()).isEqualTo(MaskActivation.SIGMOID));
    }

    @ParameterizedTest
    @CsvSource({"SHIPPED, default", "FINE_TUNE, default", "LARGE, large"})
    void aShippedNetworkIsOfTheShapeThatItsPresetTrains(TrainingPreset preset, String model) throws Exception {
        ModelFile shipped = ModelFile.read(Path.of("../../deploy/models", model + ".safetensors"));

        assertThat(preset.config(shipped.sources()).network()).isEqualTo(shipped.network());
    }

    @Test
    void aKeyThatIsMissingOrUnknownIsNamed() throws Exception {
        String whole = TrainingPreset.PAPER
                .config(RemixObjective.of(RemixModel.MODEL_I, "1:1", 3), SOURCES)
                .toText();

        assertThatThrownBy(() -> TrainingConfig.parse(whole.replace("\"patience\" : 50,", "")))
                .hasMessageContaining("patience");
        assertThatThrownBy(() -> TrainingConfig.parse(whole.replaceFirst("\\{", "{\"patients\": 1,")))
                .hasMessageContaining("patients");
    }

    @Test
    void aRatioThatIsNoneIsRefused() {
        for (String ratio : List.of("1", "a:b", "0:0", "-1:1", "1:1:1", "K/1")) {
            assertThatThrownBy(() -> RemixObjective.of(RemixModel.MODEL_I, ratio, 4))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
