package dev.fader.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When probes were submitted and when they began, for queues that run in this process. */
final class ProbeClock {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final String PREFIX = "probe-";

    private final AtomicLong number = new AtomicLong();
    private final Map<String, Long> submitted = new ConcurrentHashMap<>();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /** @return the name of a probe that is submitted now */
    String next() {
        String name = PREFIX + number.incrementAndGet();
        submitted.put(name, System.nanoTime());
        return name;
    }

    /** A task begins; only those that are probes are noted. */
    void begins(String name) {
        if (name.startsWith(PREFIX)) {
            begun.put(name, System.nanoTime());
        }
    }

    List<Double> millis() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (begun.size() < submitted.size()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%d of %d probes began in a minute".formatted(begun.size(), submitted.size()));
            }
            Thread.sleep(10);
        }
        List<Double> millis = new ArrayList<>();
        submitted.forEach((name, at) -> millis.add((begun.getOrDefault(name, at) - at) / 1e6));
        submitted.clear();
        begun.clear();
        return millis;
    }
}
