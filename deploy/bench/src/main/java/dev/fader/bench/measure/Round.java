package dev.fader.bench.measure;

import dev.fader.bench.contender.Contender;
import dev.fader.bench.contender.Probed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A queue at work for a while, submissions going on at the same rate behind what waits.
 *
 * @param warmUp before it is measured, at least; it lasts until some tasks were committed
 * @param window that is measured
 * @param processor of all processes that take part
 */
public record Round(Duration warmUp, Duration window, Processor processor) {

    private static final int COMMITTED_BEFORE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

    /**
     * What came out.
     *
     * @param cpuMillisPerTask of all processes that take part: PostgreSQL, whoever submits and works, and what is between
     * @param claimMillis of single urgent tasks that came meanwhile, where they can be told
     */
    public record Figures(double tasksPerSecond, double cpuMillisPerTask, List<Double> claimMillis) {}

    /** @param waiting how many wait before it and after it */
    public Figures of(Contender contender, int waiting) throws InterruptedException {
        contender.fill(waiting);
        try (Feeder feeding = new Feeder(contender, waiting)) {
            long start = contender.committed();
            contender.start();
            Instant begun = Instant.now();
            while (contender.committed() - start < COMMITTED_BEFORE
                    || Instant.now().isBefore(begun.plus(warmUp))) {
                if (Instant.now().isAfter(begun.plus(PATIENCE))) {
                    throw new IllegalStateException("%s committed %d tasks in %d s"
                            .formatted(contender.name(), contender.committed() - start, PATIENCE.toSeconds()));
                }
                Thread.sleep(20);
            }
            return measured(contender);
        } finally {
            contender.stop();
        }
    }

    private Figures measured(Contender contender) throws InterruptedException {
        Instant from = Instant.now();
        long before = contender.committed();
        double cpuBefore = processor.seconds();
        while (Instant.now().isBefore(from.plus(window))) {
            Thread.sleep(BETWEEN_PROBES);
            if (contender instanceof Probed probed && probed.probesPassOthers()) {
                probed.probe();
            }
        }
        double cpu = processor.seconds() - cpuBefore;
        Contender.Span span = new Contender.Span(from, before, Instant.now(), contender.committed());
        long committed = contender.committed(span);
        List<Double> claims =
                contender instanceof Probed probed && probed.probesPassOthers() ? probed.claimMillis() : List.of();
        return new Figures(committed / span.seconds(), 1000 * cpu / committed, claims);
    }
}
