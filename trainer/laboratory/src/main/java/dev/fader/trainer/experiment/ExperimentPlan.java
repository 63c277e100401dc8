package dev.fader.trainer.experiment;

import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an experiment trains and measures, in one readable file.
 */
public record ExperimentPlan(
        @Key(
                "the budget and every hyper-parameter that all networks share, a [configuration](#training); its sources, objective and seed give way to those of each trial, and its network to that of a column that brings its own")
        TrainingConfig training,

        @Key("the sources of each data set, by the set's name; a network of K sources takes the first K")
        Map<String, List<String>> data,

        @Key("how networks are trained, to remix or for waveforms")
        List<Column> columns,

        @Key("which of them are trained on what, in this order")
        List<Cell> cells,

        @Key(value = "songs of each test split that are measured, at most", min = 1)
        int testSongs) {

    /**
     * Networks of one size on one set: one of each column for each seed.
     */
    public record Cell(
            @Key("name of the training set") String data,
            @Key(value = "K", min = 1, max = 64) int sources,
            @Key("one network of each column for each") List<Long> seeds) {}

    public ExperimentPlan {
        requireDifferent(columns);
        for (Cell cell : cells) {
            List<String> known = data.get(cell.data());
            if (known == null) {
                throw new IllegalArgumentException(
                        "a cell trains on '%s'; data has %s".formatted(cell.data(), data.keySet()));
            }
            if (cell.sources() < 1 || cell.sources() > known.size()) {
                throw new IllegalArgumentException(
                        "a cell wants %d sources of '%s', which has %s".formatted(cell.sources(), cell.data(), known));
            }
        }
        data.forEach((set, stems) -> columns.forEach(column -> column.requireMeasurable(set, stems)));
    }

    private static void requireDifferent(List<Column> columns) {
        Set<String> labels = new HashSet<>();
        for (Column column : columns) {
            if (!labels.add(column.label())) {
                throw new IllegalArgumentException(
                        "two columns are called %s, as their runs would be: give each a plan and a folder of its own"
                                .formatted(column.label()));
            }
        }
    }

    /** @throws IOException saying all that is wrong with the file, and where */
    public static ExperimentPlan read(Path file) throws IOException {
        return Json.reader(ExperimentPlan.class).read(file);
    }

    /**
     * Keeps the plan in the folder of its experiment. Cells and columns may be added later; what all networks share may not
     * change, or results in one folder could not be compared.
     *
     * @throws IOException if the folder belongs to an experiment that shares something else
     */
    void claim(Path folder) throws IOException {
        Path kept = Files.createDirectories(folder).resolve("plan.json");
        if (Files.exists(kept)) {
            ExperimentPlan other = read(kept);
            if (!(training.equals(other.training) && data.equals(other.data) && testSongs == other.testSongs)) {
                throw new IOException(
                        "%s was made with other hyper-parameters, data or test songs: give this plan a folder of its own"
                                .formatted(folder));
            }
        }
        // other processes may read it
        WholeFile.write(kept, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    /** The limit of every column's loss; none where the training is for something else than remixing. */
    double snrLimitDb() {
        return training.objective() instanceof RemixObjective remix ? remix.snrLimitDb() : 0;
    }

    /** Cell by cell, seed by seed, column by column. */
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Cell cell : cells) {
            for (long seed : cell.seeds()) {
                for (Column column : columns) {
                    trials.add(trial(cell, column, seed));
                }
            }
        }
        return trials;
    }

    private Trial trial(Cell cell, Column column, long seed) {
        int k = cell.sources();
        TrainingConfig own = training.with(
                column.network(training.network(), k), column.objective(k, snrLimitDb()), stems(cell.data(), k), seed);
        String name = "%s-k%d-%s-s%d".formatted(cell.data(), k, column.label(), seed);
        return new Trial(name, cell.data(), column.measurement(), own);
    }

    /** The sets with at least so many sources, to measure a network on. */
    List<String> measuredOn(int sources) {
        return data.keySet().stream()
                .filter(name -> data.getOrDefault(name, List.of()).size() >= sources)
                .sorted()
                .toList();
    }

    /** The stems of a set that stand for a network's sources: by their place, where names differ. */
    List<String> stems(String set, int sources) {
        return data.getOrDefault(set, List.of()).subList(0, sources);
    }
}
