package dev.fader.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.experiment.Experiment.Outcome;
import dev.fader.trainer.objective.WaveformObjective;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of HTMD-Net's comparison. */
class VocalExperimentTest {

    private static final int RATE = 8_000;
    private static final String HTMD_NET =
            "\"network\": {\"architecture\": \"htmd_net\", \"window\": 256, \"encoderFilters\": 8, \"bottleneck\": 4, \"dilations\": 2,"
                    + " \"levels\": 2, \"baseFilters\": 2, \"lstmUnits\": 3}";
    private static final String WAVE_U_NET =
            "\"network\": {\"architecture\": \"wave_u_net\", \"sources\": 2, \"window\": 256, \"levels\": 2, \"baseFilters\": 2,"
                    + " \"downKernel\": 15, \"upKernel\": 5}";
    private static final String CONV_TASNET =
            "\"network\": {\"architecture\": \"conv_tasnet_one_target\", \"filters\": 8, \"kernel\": 16, \"stride\": 8, \"bottleneck\": 4,"
                    + " \"hidden\": 8, \"skip\": 4, \"blockKernel\": 3, \"blocks\": 2, \"repeats\": 1}";
    private static final String PLAN = """
            {
              "training": {
                %s,
                "objective": {"alpha": 1, "l1": "mse", "beta": 0, "l2": "none"},
                "sources": ["vocals", "accompaniment"],
                "sampleRateHz": 8000,
                "examples": {"segmentSeconds": 0.032, "drawing": "windows", "crossSongShare": 0, "gainRangeDb": 12,
                  "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
                "batchSize": 2, "accumulate": 1, "precision": "fp32", "learningRate": 0.01, "schedule": "constant",
                "warmupSteps": 0, "steps": 2, "patience": 0, "clipNorm": 0, "averageDecay": 0, "validateEvery": 2, "validationBatches": 1,
                "checkpointEvery": 2, "seed": 1
              },
              "data": {"tones": ["vocals", "accompaniment"]},
              "columns": [
                {%s, "l1": "mae", "l2": "mse"},
                {%s, "l1": "mse", "l2": "none"},
                {%s, "l1": "mae", "l2": "none"}
              ],
              "cells": [{"data": "tones", "sources": 2, "seeds": [1]}],
              "testSongs": 1
            }
            """.formatted(HTMD_NET, HTMD_NET, WAVE_U_NET, CONV_TASNET);

    private static final TrainingProgress SILENT = new TrainingProgress() {};

    @TempDir
    static Path sets;

    private static Map<String, DataLocation> data;

    @TempDir
    private Path folder;

    private ExperimentPlan plan;
    private Experiment experiment;

    @BeforeAll
    static void songsOfTones() throws IOException {
        for (String split : List.of("train", "validation", "test")) {
            for (int song = 0; song < 2; song++) {
                Path at = sets.resolve("tones/%s/song%d".formatted(split, song));
                Tones.write(at.resolve("vocals.wav"), RATE, 2, 500 + 15 * song);
                Tones.write(at.resolve("bass.wav"), RATE, 2, 80 + 15 * song);
                Tones.write(at.resolve("other.wav"), RATE, 2, 900 + 200 * song);
            }
        }
        data = Map.of("tones", DataLocation.of(sets.resolve("tones")));
    }

    @BeforeEach
    void readPlan() throws IOException {
        plan = read(PLAN);
        experiment = new Experiment(plan, data, folder, Device.cpu());
    }

    @Test
    void everyColumnBringsItsNetworkAndItsErrors() {
        assertThat(plan.trials())
                .extracting(Trial::name)
                .containsExactly(
                        "tones-k2-htmd_net-mae-mse-s1",
                        "tones-k2-wave_u_net-mse-none-s1",
                        "tones-k2-conv_tasnet_one_target-mae-none-s1");
        assertThat(plan.trials().getFirst().training().objective())
                .isInstanceOfSatisfying(
                        WaveformObjective.class,
                        objective -> assertThat(objective.alpha()).isEqualTo(0.1));
    }

    @Test
    void everyNetworkIsTrainedAndMeasuredByTheProtocolOfItsPublication() throws Exception {
        for (Trial trial : plan.trials()) {
            assertThat(experiment.run(trial, SILENT)).isEqualTo(Outcome.DONE);
            assertThat(experiment.isDone(trial)).isTrue();

            VocalResult result = result(trial);
            assertThat(result.separator().name()).isEqualTo(trial.name());
            assertThat(result.separator().parameters()).isPositive();
            assertThat(result.songs()).hasSize(1);
            assertThat(result.data().name()).isEqualTo("tones");
        }
    }

    @Test
    void aResultThatWasLostIsMeasuredAgainWithoutTraining() throws Exception {
        Trial trial = plan.trials().getFirst();
        experiment.run(trial, SILENT);
        VocalResult measured = result(trial);
        Path best = folder.resolve("runs/tones-k2-htmd_net-mae-mse-s1/best.safetensors");
        FileTime trained = Files.getLastModifiedTime(best);
        Files.delete(file(trial));

        experiment.run(trial, SILENT);

        assertThat(Files.getLastModifiedTime(best)).isEqualTo(trained);
        assertThat(result(trial).targets()).isEqualTo(measured.targets());
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        String twice = PLAN.replace(
                "\"l1\": \"mse\", \"l2\": \"none\"}",
                "\"l1\": \"mse\", \"l2\": \"none\"}, {" + WAVE_U_NET.replace("\"levels\": 2", "\"levels\": 3")
                        + ", \"l1\": \"mse\", \"l2\": \"none\"}");

        assertThatThrownBy(() -> read(twice)).hasMessageContaining("wave_u_net-mse-none");
    }

    @Test
    void aSetWithoutVocalsInFrontIsRefused() {
        String turned = PLAN.replace(
                "\"tones\": [\"vocals\", \"accompaniment\"]", "\"tones\": [\"accompaniment\", \"vocals\"]");

        assertThatThrownBy(() -> read(turned)).hasMessageContaining("vocals");
    }

    private ExperimentPlan read(String text) throws IOException {
        return ExperimentPlan.read(Files.writeString(folder.resolve("new-plan.json"), text));
    }

    private Path file(Trial trial) {
        return folder.resolve("results/%s-on-tones.json".formatted(trial.name()));
    }

    private VocalResult result(Trial trial) throws IOException {
        return ResultFile.read(file(trial), VocalResult.HTMD, VocalResult.class);
    }
}
