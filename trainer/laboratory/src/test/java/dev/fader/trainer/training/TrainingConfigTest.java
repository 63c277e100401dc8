package dev.fader.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learningRate=-0.001 | learningRate must be above 0 and at most 1, not -0.001",
                "learningRate=0 | learningRate must be above 0",
                "learningRate=1e400 | learningRate must be above 0",
                "steps=0 | steps must be at least 1, not 0",
                "batchSize=0 | batchSize must be from 1",
                "batchSize=2.5 | batchSize must be a whole number, not 2.5",
                "accumulate=0 | accumulate must be from 1",
                "warmupSteps=-1 | warmupSteps must be at least 0",
                "warmupSteps=12000 | its learning rate would never be reached",
                "patience=-1 | patience must be at least 0",
                "clipNorm=-1 | clipNorm must be at least 0",
                "averageDecay=1 | averageDecay must be at least 0 and below 1, not 1",
                "validateEvery=0 | validateEvery must be at least 1",
                "validationBatches=0 | validationBatches must be from 1",
                "checkpointEvery=0 | checkpointEvery must be at least 1",
                "precision=fp16 | precision fp16 is for use",
                "precision=bf61 | did you mean bf16?",
                "sampleRateHz=0 | sampleRateHz must be from 1000 to 192000, not 0",
                "examples.segmentSeconds=0 | examples.segmentSeconds must be above 0",
                "examples.segmentSeconds=0.001 | is 44 samples, fewer than the 256 that network and objective need",
                "examples.crossSongShare=1.5 | examples.crossSongShare must be from 0 to 1, not 1.5",
                "examples.gainRangeDb=-12 | examples.gainRangeDb must be from 0 to 60",
                "examples.augmentation.negatedShare=2 | examples.augmentation.negatedShare must be from 0 to 1",
                "sources=[\"vocals\", \"vocals\", \"bass\", \"other\"] | sources has \"vocals\" twice",
                "sources=[\"vocals\", \"drums+bass\", \"bass\", \"other\"] | the stem bass is in two of the sources",
                "sources=[\"vocals\"] | the network has 4 sources, but [vocals] are named",
                "objective.snrLimitDb=0 | absentShare needs objective.snrLimitDb",
                "objective={\"alpha\": 1, \"l1\": \"mae\", \"beta\": 0, \"l2\": \"none\", \"spectralWeigth\": 1} | did you mean spectralWeight?",
                "objective.psi=-1 | objective.psi must be from 0",
                "network.blockKernel=4 | blockKernel must be odd",
                "network.hidden=0 | network.hidden must be from 1 to 65536, not 0",
                "network.kernel=64 | kernel at least stride"
            })
    void whatCannotBeTrainedIsToldBeforeAnythingIs(String setting, String fault) throws Exception {
        Path file = Files.writeString(
                folder.resolve("small.json"), TrainingPreset.SMALL.config().toText());

        assertThatThrownBy(() -> TrainingConfig.read(file, List.of(setting)))
                .hasMessageStartingWith(file + ", ")
                .hasMessageContaining(fault)
                .hasMessageNotContaining("dev.fader")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void severalFaultsAreToldEachWithItsLine() throws Exception {
        String faulty = TrainingPreset.SMALL
                .config()
                .toText()
                .replace("\"learningRate\" : 0.001", "\"learningRate\" : -1")
                .replace("\"negatedShare\"", "\"negated\"")
                .replace("\"batchSize\"", "\"batchsize\"");
        Path file = Files.writeString(folder.resolve("run.json"), faulty);

        assertThatThrownBy(() -> TrainingConfig.read(file)).hasMessage("""
                %s has 3 faults
                  line %d: there is no key examples.augmentation.negated; did you mean negatedShare?
                  line %d: there is no key batchsize; did you mean batchSize?
                  line %d: learningRate must be above 0 and at most 1, not -1""".formatted(
                        file, line(faulty, "negated"), line(faulty, "batchsize"), line(faulty, "learningRate")));
    }

    /** Counted from 1. */
    private static int line(String text, String key) {
        return 1
                + text.lines()
                        .map(String::strip)
                        .toList()
                        .indexOf(text.lines()
                                .map(String::strip)
                                .filter(line -> line.startsWith("\"" + key + "\""))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void aSettingStandsForAKeyOfTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("small.json"), TrainingPreset.SMALL.config().toText());

        TrainingConfig config = TrainingConfig.read(file, List.of("batchSize=8", "examples.gainRangeDb=6"));

        assertThat(config.data().batchSize()).isEqualTo(8);
        assertThat(config.data().examples().gainRangeDb()).isEqualTo(6);
    }
}
