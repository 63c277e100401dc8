package dev.fader.cli.prove;

import dev.fader.cli.output.JsonLine;
import java.time.Duration;
import java.util.List;

/**
 * What became of the batch and of the runs.
 *
 * @param target how long a file may wait before training makes room
 * @param alone waits of the files without training, in seconds, shortest first
 * @param beside with it
 * @param stepsMeanwhile that the runs took while the batch was remixed
 * @param yields how often an epoch was begun again, having made room
 * @param runsEqual whether the runs' weights are those of undisturbed runs, byte for byte
 */
record PoolReport(
        int files,
        Duration target,
        List<Double> alone,
        List<Double> beside,
        long stepsMeanwhile,
        long yields,
        boolean runsEqual,
        Duration took) {

    /** Between an order to make room and the step at which it is obeyed lie a look, a heartbeat and a checkpoint. */
    private static final double TO_OBEY_S = 10;

    /** Where the pool alone keeps a file waiting, training may add its target to that. */
    private double bound() {
        return quantile(alone, 0.99) + target.toMillis() / 1e3 + TO_OBEY_S;
    }

    boolean ok() {
        return beside.size() == files && quantile(beside, 0.99) <= bound() && stepsMeanwhile > 0 && runsEqual;
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    void print(boolean json) {
        if (!json) {
            System.out.printf(
                    "%d files waited %.1f s (median) and %.1f s (99 %%); alone %.1f and %.1f s; bound %.1f s%n",
                    files,
                    quantile(beside, 0.5),
                    quantile(beside, 0.99),
                    quantile(alone, 0.5),
                    quantile(alone, 0.99),
                    bound());
            System.out.printf(
                    "%d steps were taken meanwhile, %d times an epoch made room; the weights are %s those of undisturbed runs%n",
                    stepsMeanwhile, yields, runsEqual ? "" : "NOT");
        }
        new JsonLine("prove pool", ok())
                .put("files", files)
                .put("target_s", target.toMillis() / 1e3)
                .put("wait_p50_s", quantile(beside, 0.5))
                .put("wait_p99_s", quantile(beside, 0.99))
                .put("alone_p50_s", quantile(alone, 0.5))
                .put("alone_p99_s", quantile(alone, 0.99))
                .put("bound_s", bound())
                .put("steps_meanwhile", stepsMeanwhile)
                .put("yields", yields)
                .put("runs_equal", runsEqual)
                .put("seconds", took.toSeconds())
                .print();
    }
}
