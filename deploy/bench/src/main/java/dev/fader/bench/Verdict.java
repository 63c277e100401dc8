package dev.fader.bench;

import dev.fader.bench.measure.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is promised of the queue, and kept or not.
 *
 * @param aims what is wished and not promised
 */
record Verdict(List<Bound> bounds, List<Bound> aims) {

    private static final double LEAST_OF_RAW = 0.5;
    private static final double LEAST_OF_PEER = 1;
    private static final double MOST_CLAIM_MILLIS = 25;
    private static final double MOST_COST = 1.5;
    private static final double AIM_PER_SECOND = 5000;

    /** A value and its limit; a value that is not a number keeps none. */
    record Bound(String name, double value, String must, double limit, boolean ok) {

        static Bound atLeast(String name, double value, double limit) {
            return new Bound(name, value, "at least", limit, value >= limit);
        }

        static Bound more(String name, double value, double limit) {
            return new Bound(name, value, "more than", limit, value > limit);
        }

        static Bound atMost(String name, double value, double limit) {
            return new Bound(name, value, "at most", limit, value <= limit);
        }
    }

    static Verdict of(Report report) {
        List<Bound> bounds = new ArrayList<>();
        List<Bound> aims = new ArrayList<>();
        for (int backlog : report.rows().keySet()) {
            Report.Row ours = report.row(backlog, Report.OURS);
            bounds.add(Bound.atLeast("of_raw_at_" + backlog, times(report, backlog, "raw"), LEAST_OF_RAW));
            bounds.add(Bound.more("of_jobrunr_at_" + backlog, times(report, backlog, "jobrunr"), LEAST_OF_PEER));
            bounds.add(Bound.atMost(
                    "idle_claim_p99_ms_at_" + backlog, Numbers.percentile(ours.idleMillis(), 99), MOST_CLAIM_MILLIS));
            aims.add(Bound.atLeast("tasks_per_second_at_" + backlog, ours.tasksPerSecond(), AIM_PER_SECOND));
            aims.add(
                    Bound.more("of_db_scheduler_at_" + backlog, times(report, backlog, "db_scheduler"), LEAST_OF_PEER));
        }
        Report.Row small = report.row(report.smallest(), Report.OURS);
        Report.Row large = report.row(report.largest(), Report.OURS);
        Report.Row old = Objects.requireNonNull(large.withOldSnapshot());
        bounds.add(Bound.atMost("cpu_largest_of_smallest", large.cpuMillis() / small.cpuMillis(), MOST_COST));
        bounds.add(Bound.atMost("wall_largest_of_smallest", large.wallMillis() / small.wallMillis(), MOST_COST));
        bounds.add(Bound.atMost("cpu_old_snapshot_of_smallest", old.cpuMillis() / small.cpuMillis(), MOST_COST));
        bounds.add(Bound.atMost("wall_old_snapshot_of_smallest", old.wallMillis() / small.wallMillis(), MOST_COST));
        return new Verdict(bounds, aims);
    }

    private static double times(Report report, int backlog, String other) {
        return report.row(backlog, Report.OURS).tasksPerSecond()
                / report.row(backlog, other).tasksPerSecond();
    }

    boolean ok() {
        return bounds.stream().allMatch(Bound::ok);
    }
}
