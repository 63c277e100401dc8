package dev.fader.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.Tones;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixRule;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.experiment.Experiment.Outcome;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

    private static final int RATE = 8_000;
    private static final String PLAN = """
            {
              "training": {
                "network": {"sources": 2, "filters": 16, "kernel": 16, "stride": 8, "bottleneck": 8, "hidden": 16, "skip": 8,
                  "blockKernel": 3, "blocks": 2, "repeats": 1, "maskActivation": "softmax", "gainConditioned": false},
                "objective": {"model": "model1", "psi": 1, "lambda": 1, "snrLimitDb": 0},
                "sources": ["bass", "other"],
                "sampleRateHz": 8000,
                "examples": {"segmentSeconds": 0.25, "drawing": "paper", "crossSongShare": 0, "gainRangeDb": 12,
                  "augmentation": {"levelRangeDb": 0, "tiltRangeDb": 0, "negatedShare": 0, "absentShare": 0}},
                "batchSize": 2, "accumulate": 1, "precision": "fp32", "learningRate": 0.01, "schedule": "constant",
                "warmupSteps": 0, "steps": 2, "patience": 0, "clipNorm": 5, "averageDecay": 0, "validateEvery": 2, "validationBatches": 1,
                "checkpointEvery": 2, "seed": 1
              },
              "data": {"low": ["bass", "other"], "high": ["flute", "whistle", "bat"]},
              "columns": [{"model": "model2", "ratio": "K:1"}, {"model": "gain_conditioned", "ratio": "1:1"}],
              "cells": [{"data": "low", "sources": 2, "seeds": [1, 2]}, {"data": "high", "sources": 3, "seeds": [1]}],
              "testSongs": 1
            }
            """;

    private static final TrainingProgress SILENT = new TrainingProgress() {};

    @TempDir
    static Path sets;

    private static Map<String, DataLocation> data;

    @TempDir
    private Path folder;

    private ExperimentPlan plan;
    private Experiment experiment;

    @BeforeAll
    static void twoSetsOfTones() throws IOException {
        for (String split : List.of("train", "validation", "test")) {
            for (int song = 0; song < 2; song++) {
                Tones.write(sets.resolve("low/%s/song%d/bass.wav".formatted(split, song)), RATE, 2, 80 + 15 * song);
                Tones.write(sets.resolve("low/%s/song%d/other.wav".formatted(split, song)), RATE, 2, 900 + 200 * song);
                Tones.write(sets.resolve("high/%s/song%d/flute.wav".formatted(split, song)), RATE, 2, 500 + 15 * song);
                Tones.write(
                        sets.resolve("high/%s/song%d/whistle.wav".formatted(split, song)), RATE, 2, 1500 + 200 * song);
                Tones.write(sets.resolve("high/%s/song%d/bat.wav".formatted(split, song)), RATE, 2, 3500 + 200 * song);
            }
        }
        data = Map.of("low", DataLocation.of(sets.resolve("low")), "high", DataLocation.of(sets.resolve("high")));
    }

    @BeforeEach
    void readPlan() throws IOException {
        plan = ExperimentPlan.read(Files.writeString(folder.resolve("plan.json"), PLAN));
        experiment = new Experiment(plan, data, folder, Device.cpu());
    }

    @Test
    void everyColumnIsTrainedForEverySeedOfEveryCell() {
        assertThat(plan.trials())
                .extracting(Trial::name)
                .containsExactly(
                        "low-k2-model2-Kto1-s1",
                        "low-k2-gain_conditioned-1to1-s1",
                        "low-k2-model2-Kto1-s2",
                        "low-k2-gain_conditioned-1to1-s2",
                        "high-k3-model2-Kto1-s1",
                        "high-k3-gain_conditioned-1to1-s1");
        assertThat(plan.trials().getLast().training()).satisfies(training -> {
            assertThat(training.network().sources()).isEqualTo(3);
            assertThat(training.network().seesGains()).isTrue();
            assertThat(training.data().sources()).containsExactly("flute", "whistle", "bat");
        });
        assertThat(plan.trials().getFirst().training().objective())
                .isInstanceOfSatisfying(
                        RemixObjective.class,
                        objective -> assertThat(objective.psi()).isEqualTo(2));
    }

    @Test
    void aTrialIsMeasuredOnEverySetThatHasItsSourcesAndByBothRulesOfRemixing() throws Exception {
        Trial trial = plan.trials().getFirst();

        assertThat(experiment.run(trial, SILENT)).isEqualTo(Outcome.DONE);

        ProtocolResult across = ResultFile.read(folder.resolve("results/low-k2-model2-Kto1-s1-on-high.json"));
        assertThat(across.model().trainedOn()).isEqualTo("low");
        assertThat(across.data().songs()).isEqualTo(1);
        assertThat(across.sources()).extracting(scores -> scores.stem()).containsExactly("flute", "whistle");
        assertThat(ResultFile.read(folder.resolve("results/low-k2-model2-Kto1-s1-on-low-consistent.json"))
                        .remix())
                .isEqualTo(RemixRule.CONSISTENT);
        assertThat(experiment.isDone(trial)).isTrue();
        assertThat(experiment.isDone(plan.trials().get(1))).isFalse();
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndWhatWasLostIs() throws Exception {
        Trial trial = plan.trials().getLast();
        experiment.run(trial, SILENT);
        Path best = folder.resolve("runs/high-k3-gain_conditioned-1to1-s1/best.safetensors");
        Path result = folder.resolve("results/high-k3-gain_conditioned-1to1-s1-on-high.json");
        FileTime trained = Files.getLastModifiedTime(best);
        String measured = Files.readString(result);
        Files.delete(result);

        experiment.run(trial, SILENT);

        assertThat(Files.getLastModifiedTime(best)).isEqualTo(trained);
        assertThat(withoutTime(Files.readString(result))).isEqualTo(withoutTime(measured));
    }

    /** How long it took is all in which two measurements differ. */
    private static String withoutTime(String result) {
        assertThat(result).containsOnlyOnce("\"seconds\" : ");
        return result.replaceFirst("\"seconds\" : [^,]*", "");
    }

    @Test
    void aTrialThatAnotherProcessWorksOnIsLeftToIt() throws Exception {
        Trial trial = plan.trials().getFirst();
        Path run = Files.createDirectories(folder.resolve("runs").resolve(trial.name()));

        try (FileChannel channel =
                        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(experiment.run(trial, SILENT)).isEqualTo(Outcome.TAKEN);
        }
        assertThat(experiment.isDone(trial)).isFalse();
    }

    @Test
    void aFolderTakesMoreCellsButNoOtherBudget() throws IOException {
        Path out = folder.resolve("out");
        Path longer = Files.writeString(folder.resolve("longer.json"), PLAN.replace("\"steps\": 2", "\"steps\": 3"));
        Path more = Files.writeString(folder.resolve("more.json"), PLAN.replace("[1, 2]", "[1, 2, 3]"));
        plan.claim(out);

        ExperimentPlan.read(more).claim(out);

        assertThat(ExperimentPlan.read(out.resolve("plan.json")).trials()).hasSize(8);
        assertThatThrownBy(() -> ExperimentPlan.read(longer).claim(out)).hasMessageContaining("a folder of its own");
    }

    @Test
    void aPlanThatDoesNotFitItsDataIsRefused() throws IOException {
        Path tooMany = Files.writeString(
                folder.resolve("many.json"),
                PLAN.replace("\"data\": \"low\", \"sources\": 2", "\"data\": \"low\", \"sources\": 3"));

        assertThatThrownBy(() -> ExperimentPlan.read(tooMany)).hasMessageContaining("wants 3 sources of 'low'");
        assertThatThrownBy(() -> new Experiment(plan, Map.of(), folder, Device.cpu()))
                .hasMessageContaining("given are []");
    }
}
