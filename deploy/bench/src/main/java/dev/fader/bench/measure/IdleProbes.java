package dev.fader.bench.measure;

import dev.fader.bench.contender.Probed;
import java.util.List;
import java.util.Random;

/** Single tasks that come to a queue which has nothing to do, at moments that nobody knows before. */
public final class IdleProbes {

    private static final int SHORTEST_GAP_MILLIS = 20;
    private static final int LONGEST_GAP_MILLIS = 180;

    private IdleProbes() {}

    /** @return milliseconds from the submission of each to its begin, after a tenth more that were not counted */
    public static List<Double> of(Probed queue, int probes) throws InterruptedException {
        Random gaps = new Random(1);
        probe(queue, probes / 10, gaps);
        List<Double> unused = queue.claimMillis();
        probe(queue, probes, gaps);
        return queue.claimMillis();
    }

    private static void probe(Probed queue, int probes, Random gaps) throws InterruptedException {
        for (int n = 0; n < probes; n++) {
            queue.probe();
            Thread.sleep(gaps.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS));
        }
    }
}
