package dev.fader.trainer.experiment;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.experiment.Experiment.Outcome;
import dev.fader.trainer.training.TrainingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer experiment}: a line for each trial, then one JSON line. */
@Command(
        name = "experiment",
        description = {
            "Train and measure every network of a plan; started again in the same folder, it goes on.",
            "Started several times at once, each process takes what the others have not: one for each GPU, or for each core.",
            "Then write the page with 'report --results OUT/results --runs OUT/runs'."
        },
        mixinStandardHelpOptions = true)
public final class ExperimentCommand implements Callable<Integer> {

    @Option(names = "--plan", required = true, description = "what to train and to measure, JSON")
    private Path plan = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME=PATH",
            description = "where a data set of the plan lies; once for each")
    private Map<String, Path> data = new LinkedHashMap<>();

    @Option(names = "--out", required = true, description = "folder for runs and results")
    private Path out = Path.of("");

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        ExperimentPlan planned = ExperimentPlan.read(plan);
        Map<String, DataLocation> locations = data.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> DataLocation.of(entry.getValue())));
        Experiment experiment = new Experiment(planned, locations, out, Device.named(device));
        planned.claim(out);
        List<Trial> trials = planned.trials();
        for (Trial trial : trials) {
            if (experiment.isDone(trial)) {
                continue;
            }
            long start = System.nanoTime();
            Best best = new Best();
            Outcome outcome = experiment.run(trial, best);
            if (outcome == Outcome.DONE) {
                System.err.printf(
                        Locale.ROOT,
                        "%s: %s; %.0f s, of which the network waited %.1f s for examples%n",
                        trial.name(),
                        best.summary,
                        (System.nanoTime() - start) / 1e9,
                        best.waited.toNanos() / 1e9);
            }
        }
        long done = trials.stream().filter(experiment::isDone).count();
        System.out.printf(
                "{\"name\": \"experiment\", \"ok\": %b, \"trials\": %d, \"done\": %d}%n",
                done == trials.size(), trials.size(), done);
        return ExitCode.ofCheck(done == trials.size());
    }

    private static final class Best implements TrainingProgress {

        private String summary = "had been trained";
        private Duration waited = Duration.ZERO;

        @Override
        public void validated(long step, double sdr, double bestSdrDb) {
            summary = String.format(Locale.ROOT, "best validation %.2f dB", bestSdrDb);
        }

        @Override
        public void waited(Duration forExamples) {
            waited = forExamples;
        }
    }
}
