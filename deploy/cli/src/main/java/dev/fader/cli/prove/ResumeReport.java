package dev.fader.cli.prove;

import dev.fader.cli.output.JsonLine;
import java.time.Duration;

/**
 * What became of the run.
 *
 * @param storageAway for how long, all in all
 * @param epochs that it was to have
 * @param steps that it was to have
 * @param weightsEqual whether its weights are those of an undisturbed run, byte for byte
 */
record ResumeReport(
        int kills,
        int killsInCommits,
        Duration storageAway,
        int epochs,
        RunLedger.Account account,
        long steps,
        long attempts,
        boolean weightsEqual,
        Duration took) {

    private long epochsMissing() {
        return epochs - account.epochs();
    }

    private long epochsDoubled() {
        return account.epochRows() - account.epochs();
    }

    private long metricsMissing() {
        return steps - account.steps();
    }

    private long metricsDoubled() {
        return account.stepRows() - account.steps();
    }

    boolean ok() {
        return epochsMissing() == 0
                && epochsDoubled() == 0
                && metricsMissing() == 0
                && metricsDoubled() == 0
                && weightsEqual;
    }

    void print(boolean json) {
        if (!json) {
            System.out.printf(
                    "%d kills, %d of them in a commit, storage away for %d s; %d attempts at %d epochs: %d missing, %d doubled%n",
                    kills, killsInCommits, storageAway.toSeconds(), attempts, epochs, epochsMissing(), epochsDoubled());
            System.out.printf(
                    "%d steps: %d metrics missing, %d doubled, %d superseded; the weights are %s those of an undisturbed run%n",
                    steps, metricsMissing(), metricsDoubled(), account.superseded(), weightsEqual ? "" : "NOT");
        }
        new JsonLine("prove resume", ok())
                .put("kills", kills)
                .put("kills_in_commits", killsInCommits)
                .put("storage_away_s", storageAway.toSeconds())
                .put("epochs", account.epochs())
                .put("epochs_missing", epochsMissing())
                .put("epochs_doubled", epochsDoubled())
                .put("attempts", attempts)
                .put("metrics_missing", metricsMissing())
                .put("metrics_doubled", metricsDoubled())
                .put("metrics_superseded", account.superseded())
                .put("weights_equal", weightsEqual)
                .put("seconds", took.toSeconds())
                .print();
    }
}
