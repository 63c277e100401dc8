package dev.fader.queue.outage;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the work and something that it needs. What fails is asked after at once: where the probe fails too, it
 * is away, which is nobody's fault, and nothing that needs it is begun until a probe succeeds; where the probe succeeds,
 * the fault may be the task's own. Safe for several threads.
 */
public final class Breaker {

    private static final Logger LOG = Logger.getLogger(Breaker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** Between questions while the thing is there, so that health is true when nobody works. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    /** Asks whether the thing is there. */
    @FunctionalInterface
    public interface Probe {
        /** @throws Exception when it is not, saying why */
        void ask() throws Exception;
    }

    private final String name;
    private final Probe probe;
    private final LongSupplier nanos;
    private volatile @Nullable String why;
    private long askAgainAt;
    private Duration pause = FIRST_PAUSE;

    /** Of a thing that is away until a probe has succeeded for the first time. */
    public static Breaker unproven(String name, Probe probe, LongSupplier nanos) {
        Breaker breaker = new Breaker(name, probe, nanos);
        breaker.why = "it was not tried yet";
        return breaker;
    }

    /**
     * Of a thing that is there until it fails.
     *
     * @param name what a person calls the thing
     * @param nanos this machine's monotonic clock, such as {@code System::nanoTime}
     */
    public Breaker(String name, Probe probe, LongSupplier nanos) {
        this.name = name;
        this.probe = probe;
        this.nanos = nanos;
        this.askAgainAt = nanos.getAsLong();
    }

    public String name() {
        return name;
    }

    /** Whether the thing is there, as far as is known. */
    public boolean isClosed() {
        return why == null;
    }

    /** Why it is away; null while it is there. */
    public @Nullable String why() {
        return why;
    }

    /** Something that uses the thing failed. @return whether the thing is away, which excuses the failure */
    public boolean excuses(Throwable failure) {
        if (!isClosed()) {
            return true;
        }
        String answer = ask();
        if (answer == null) {
            return false;
        }
        open(answer, failure);
        return true;
    }

    private synchronized void open(String answer, Throwable failure) {
        if (why == null) {
            why = answer;
            pause = FIRST_PAUSE;
            askAgainAt = nanos.getAsLong() + pause.toNanos();
            LOG.warnf("%s is away: %s (%s)", name, answer, failure.getMessage());
        }
    }

    /** Asks after the thing, if it is time to: often while it is away, now and then while it is there. */
    public void tick() {
        synchronized (this) {
            if (nanos.getAsLong() - askAgainAt < 0) {
                return;
            }
        }
        String answer = ask();
        synchronized (this) {
            if (answer == null) {
                close();
            } else if (why == null) {
                open(answer, new IllegalStateException("nobody was using it"));
            } else {
                why = answer;
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                askAgainAt = nanos.getAsLong() + pause.toNanos();
            }
        }
    }

    private void close() {
        if (why != null) {
            LOG.infof("%s is there again", name);
        }
        why = null;
        askAgainAt = nanos.getAsLong() + WATCH.toNanos();
    }

    private @Nullable String ask() {
        try {
            probe.ask();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the question was interrupted";
        } catch (Exception e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }
}
