package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.Augmentation;
import dev.fader.trainer.htmdnet.HtmdNet;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.WaveformError;
import dev.fader.trainer.objective.WaveformObjective;
import dev.fader.trainer.onetarget.OneTargetConvTasNet;
import dev.fader.trainer.waveunet.WaveUNet;
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

    @ParameterizedTest
    @EnumSource(TrainingPreset.class)
    void aPresetIsWhatItsFileSays(TrainingPreset preset) throws Exception {
        TrainingConfig config = preset.config();

        assertThat(TrainingConfig.parse(config.toText())).isEqualTo(config);
        assertThat(preset.config(config.data().sources())).isEqualTo(config);
    }

    @Test
    void examplesFillRowsOfFramesWhereThatCostsLittleAndWindowsStayWhole() throws Exception {
        // (44 040 − 16) / 8 + 1 = 5 504 = 344 × 16
        assertThat(TrainingPreset.PAPER.config().exampleSamples()).isEqualTo(44_040);
        assertThat(TrainingPreset.CONV_TASNET_ONE_TARGET.config().exampleSamples())
                .isEqualTo(16_384);
    }

    @Test
    void theComparedNetworksArePublishedOnesInOneProtocol() throws Exception {
        assertThat(TrainingPreset.HTMD_NET.config().network()).isEqualTo(HtmdNet.published());
        assertThat(TrainingPreset.WAVE_U_NET.config().network()).isEqualTo(WaveUNet.published());
        assertThat(TrainingPreset.CONV_TASNET_ONE_TARGET.config().network()).isEqualTo(OneTargetConvTasNet.published());
        for (TrainingPreset preset :
                List.of(TrainingPreset.HTMD_NET, TrainingPreset.WAVE_U_NET, TrainingPreset.CONV_TASNET_ONE_TARGET)) {
            TrainingConfig config = preset.config();
            assertThat(config.data().examples().samples(config.data().sampleRateHz()))
                    .isEqualTo(16_384);
            assertThat(config.data().examples().augmentation()).isEqualTo(Augmentation.NONE);
            assertThat(config.data().sources()).containsExactly("vocals", "accompaniment");
            assertThat(config.data().batchSize()).isEqualTo(8);
            assertThat(config.learningRateAt(0)).isEqualTo(1e-4);
            assertThat(config.budget().patience()).isEqualTo(20);
            assertThat(config.budget().steps()).isEqualTo(150 * config.rhythm().validateEvery());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MSE, MSE, 1, 0.5",
        "MAE, MAE, 1, 0.5",
        "MSE, MAE, 1, 0.05",
        "MAE, MSE, 0.1, 1",
        "MSE, NONE, 1, 0",
        "MAE, NONE, 1, 0"
    })
    void theErrorsOfTheComparisonHaveTheWeightsThatWerePublished(
            WaveformError l1, WaveformError l2, double alpha, double beta) throws Exception {
        TrainingConfig config =
                TrainingPreset.HTMD_NET.config(WaveformObjective.published(l1, l2), List.of("vocals", "accompaniment"));

        assertThat(config.objective()).isEqualTo(new WaveformObjective(alpha, l1, beta, l2));
    }

    @Test
    void theSweepOfTheComparisonsErrorsHasTheWeightsThatWerePublished() throws Exception {
        JsonNode grid = Json.MAPPER
                .readTree(Path.of("../../deploy/sweeps/htmd-net-errors.json").toFile())
                .at("/points/grid/objective");

        List<Objective> swept = Json.MAPPER.convertValue(grid, new TypeReference<>() {});

        assertThat(swept).hasSize(6).doesNotHaveDuplicates().allSatisfy(objective -> {
            WaveformObjective errors = (WaveformObjective) objective;
            assertThat(errors).isEqualTo(WaveformObjective.published(errors.l1(), errors.l2()));
        });
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
        assertThatThrownBy(() -> TrainingConfig.parse(whole.replaceFirst("\"psi\" : [^,]*,", "")))
                .hasMessageContaining("psi");
        assertThatThrownBy(() -> TrainingConfig.parse(whole.replace("\"psi\"", "\"phi\" : 1, \"psi\"")))
                .hasMessageContaining("phi");
        String waveforms = TrainingPreset.HTMD_NET.config().toText();
        assertThatThrownBy(() -> TrainingConfig.parse(waveforms.replace("\"beta\" : 0.5,", "")))
                .hasMessageContaining("beta");
    }

    @Test
    void aRatioThatIsNoneIsRefused() {
        for (String ratio : List.of("1", "a:b", "0:0", "-1:1", "1:1:1", "K/1")) {
            assertThatThrownBy(() -> RemixObjective.of(RemixModel.MODEL_I, ratio, 4))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
