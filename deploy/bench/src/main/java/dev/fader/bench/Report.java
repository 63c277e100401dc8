package dev.fader.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.bench.measure.Numbers;
import dev.fader.bench.measure.Round;
import dev.fader.schemas.FaderJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, and whether it is as promised. A queue's figures without a backlog are those at the largest.
 *
 * @param queues by name, ours first
 * @param rows by backlog, smallest first, and by queue
 */
record Report(Map<String, Peer> queues, Map<Integer, Map<String, Row>> rows) {

    static final String OURS = "ours";

    /**
     * A queue.
     *
     * @param configuration in words
     * @param idleMillis from submission to begin while nothing else waits; empty where it was not measured
     */
    record Peer(String configuration, List<Double> idleMillis) {}

    /**
     * A queue at a backlog: medians of its rounds.
     *
     * @param wallMillis of the clock for each task
     * @param cpuMillis of processors for each task
     * @param idleMillis from submission to claim of each probe while as many wait and are paused
     * @param busyMillis the same of more urgent tasks while the queue works at the others
     * @param withOldSnapshot the same queue while a snapshot from before is open
     */
    record Row(
            double tasksPerSecond,
            double wallMillis,
            double cpuMillis,
            List<Double> idleMillis,
            List<Double> busyMillis,
            @Nullable Row withOldSnapshot) {

        static Row of(List<Round.Figures> rounds, List<Double> idle, @Nullable Row withOldSnapshot) {
            double rate = Numbers.median(
                    rounds.stream().map(Round.Figures::tasksPerSecond).toList());
            return new Row(
                    rate,
                    1000 / rate,
                    Numbers.median(
                            rounds.stream().map(Round.Figures::cpuMillisPerTask).toList()),
                    idle,
                    rounds.stream()
                            .flatMap(round -> round.claimMillis().stream())
                            .toList(),
                    withOldSnapshot);
        }
    }

    /** The row of a queue. */
    Row row(int backlog, String queue) {
        Row row = rows.getOrDefault(backlog, Map.of()).get(queue);
        if (row == null) {
            throw new IllegalArgumentException("%s was not measured at %d".formatted(queue, backlog));
        }
        return row;
    }

    int smallest() {
        return rows.keySet().iterator().next();
    }

    int largest() {
        return rows.keySet().stream().reduce((first, second) -> second).orElseThrow();
    }

    /** One line. */
    String json() {
        Verdict verdict = Verdict.of(this);
        ObjectNode line = FaderJson.mapper().createObjectNode();
        line.put("name", "bench queue").put("ok", verdict.ok());
        queues.forEach((name, queue) -> line.set(name, queue(name, queue)));
        line.set("bounds", FaderJson.tree(verdict.bounds()));
        line.set("aims", FaderJson.tree(verdict.aims()));
        return line.toString();
    }

    private ObjectNode queue(String name, Peer peer) {
        ObjectNode queue = FaderJson.mapper().createObjectNode();
        Row last = row(largest(), name);
        queue.put("tasks_per_second", rounded(last.tasksPerSecond()));
        putClaims(queue, "claim", name.equals(OURS) ? last.idleMillis() : peer.idleMillis());
        queue.put("configuration", peer.configuration());
        ObjectNode byBacklog = queue.putObject("by_backlog");
        rows.keySet().forEach(backlog -> byBacklog.set(backlog.toString(), json(row(backlog, name))));
        return queue;
    }

    private static ObjectNode json(Row row) {
        ObjectNode json = FaderJson.mapper().createObjectNode();
        json.put("tasks_per_second", rounded(row.tasksPerSecond()))
                .put("wall_ms_per_task", rounded(row.wallMillis()))
                .put("cpu_ms_per_task", rounded(row.cpuMillis()));
        putClaims(json, "claim", row.idleMillis());
        putClaims(json, "busy_claim", row.busyMillis());
        Row other = row.withOldSnapshot();
        if (other != null) {
            json.set("with_old_snapshot", json(other));
        }
        return json;
    }

    private static void putClaims(ObjectNode json, String name, List<Double> millis) {
        if (!millis.isEmpty()) {
            json.put(name + "_p50_ms", rounded(Numbers.percentile(millis, 50)))
                    .put(name + "_p99_ms", rounded(Numbers.percentile(millis, 99)));
        }
    }

    /** To four digits that mean something. */
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 3);
        return unit >= 1 ? Math.rint(value) : Math.rint(value / unit) / Math.rint(1 / unit);
    }
}
