package dev.fader.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.evaluation.MeasuredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run went.
 *
 * @param group what it learnt from what; empty where the run has no weights yet
 * @param name its column and seed; without weights, its folder
 * @param column of Table 1; likewise
 * @param steps of the losses; for a long run, the means of equal parts
 * @param validationSteps of the validations
 * @param validationSdrDb SDR of remixes of songs that training never sees
 * @param taken steps
 * @param seconds of wall time, all sittings together; NaN where the log does not say
 */
record RunCurve(
        String group,
        String name,
        String column,
        List<Double> steps,
        List<Double> lossDb,
        List<Double> validationSteps,
        List<Double> validationSdrDb,
        long taken,
        double seconds) {

    private static final String LOG = "log.ndjson";
    /** As many points as a plot can show. */
    private static final int POINTS = 100;

    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(LOG));
    }

    /**
     * @param findings gets what cannot be read: of a log its last line, where a run was killed; a model, without which the run
     *     is called after its folder
     * @throws IOException if the log cannot be read
     */
    static RunCurve read(Path folder, Findings findings) throws IOException {
        int unreadable = 0;
        double seconds = Double.NaN;
        List<Double> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<Double> validationSteps = new ArrayList<>();
        List<Double> validations = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(LOG))) {
            JsonNode entry = entry(line);
            unreadable += entry.isObject() ? 0 : 1;
            double step = entry.path("step").asDouble();
            if (entry.path("seconds").isNumber()) {
                seconds = (Double.isFinite(seconds) ? seconds : 0)
                        + entry.path("seconds").asDouble();
            }
            if (entry.path("loss_db").isNumber()) {
                steps.add(step);
                losses.add(entry.path("loss_db").asDouble());
            }
            if (entry.path("validation_remix_sdr_db").isNumber()) {
                validationSteps.add(step);
                validations.add(entry.path("validation_remix_sdr_db").asDouble());
            }
        }
        if (unreadable > 0) {
            findings.add("%s has %d lines that cannot be read: they are left out"
                    .formatted(folder.resolve(LOG), unreadable));
        }
        long taken = steps.isEmpty() ? 0 : Math.round(steps.getLast()) + 1;
        Path best = folder.resolve("best.safetensors");
        String group = "";
        String name = String.valueOf(folder.getFileName());
        String column = name;
        if (Files.exists(best)) {
            List<MeasuredModel> read = findings.read(best, () -> MeasuredModel.of(best, ModelFile.read(best), ""));
            if (read.isEmpty()) {
                return new RunCurve(
                        group,
                        name,
                        column,
                        thinned(steps),
                        thinned(losses),
                        validationSteps,
                        validations,
                        taken,
                        seconds);
            }
            MeasuredModel model = read.getFirst();
            group = "%s, K = %d".formatted(model.trainedOn(), model.sources().size());
            column = Column.of(model);
            name = "%s, seed %d".formatted(Column.heading(column), model.seed());
        }
        return new RunCurve(
                group, name, column, thinned(steps), thinned(losses), validationSteps, validations, taken, seconds);
    }

    /** The same under another name. */
    RunCurve named(String newName) {
        return new RunCurve(group, newName, column, steps, lossDb, validationSteps, validationSdrDb, taken, seconds);
    }

    /** Of all validations; NaN if there is none. */
    double bestValidationDb() {
        return validationSdrDb.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private static JsonNode entry(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static List<Double> thinned(List<Double> values) {
        int part = Math.ceilDiv(values.size(), POINTS);
        List<Double> means = new ArrayList<>();
        for (int from = 0; from < values.size(); from += Math.max(1, part)) {
            means.add(values.subList(from, Math.min(values.size(), from + part)).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN));
        }
        return means;
    }
}
