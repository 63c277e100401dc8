package dev.fader.cli.prove;

import dev.fader.cli.output.JsonLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What became of the files.
 *
 * @param lost accepted, and without a verdict in the end
 * @param doubled with more than one
 * @param damaged done, and their output cannot be fetched as it was described
 * @param recoveries for each fault, how many seconds after its end the first file was done
 * @param untold faults of which the health of the services said nothing
 */
record OutageReport(
        int tasks,
        int done,
        int failed,
        int quarantined,
        boolean poisonQuarantined,
        int lost,
        int doubled,
        int damaged,
        int workerKills,
        List<String> untold,
        Map<String, Double> recoveries,
        Duration took) {

    /** Exactly the poison file is quarantined and all else is done once, and every outage was told of. */
    boolean ok() {
        return quarantined == 1
                && poisonQuarantined
                && done == tasks - 1
                && failed == 0
                && lost == 0
                && doubled == 0
                && damaged == 0
                && untold.isEmpty();
    }

    private double longestRecovery() {
        return recoveries.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    void print(boolean json) {
        if (!json) {
            System.out.printf(
                    "%d files: %d done, %d failed, %d quarantined (%s), %d lost, %d doubled, %d damaged%n",
                    tasks,
                    done,
                    failed,
                    quarantined,
                    poisonQuarantined ? "the poison file" : "not the poison file alone",
                    lost,
                    doubled,
                    damaged);
            System.out.printf(
                    "%d workers killed; work went on at most %.1f s after a part was back; %d s in all%n",
                    workerKills, longestRecovery(), took.toSeconds());
            untold.forEach(fault -> System.out.println("health said nothing of: " + fault));
        }
        new JsonLine("prove outage", ok())
                .put("tasks", tasks)
                .put("done", done)
                .put("failed", failed)
                .put("quarantined", quarantined)
                .put("lost", lost)
                .put("doubled", doubled)
                .put("damaged", damaged)
                .put("worker_kills", workerKills)
                .put("untold", untold)
                .put("recoveries_s", recoveries)
                .put("longest_recovery_s", longestRecovery())
                .put("seconds", took.toSeconds())
                .print();
    }
}
