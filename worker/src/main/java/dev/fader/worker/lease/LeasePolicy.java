package dev.fader.worker.lease;

import java.time.Duration;

/**
 * How long a claim lasts.
 *
 * @param lease until another worker may take the task; renewed every quarter of it
 */
public record LeasePolicy(Duration lease) {

    public LeasePolicy {
        if (lease.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("a lease of %s is too short: at least 0.1 s".formatted(lease));
        }
    }

    Duration heartbeat() {
        return lease.dividedBy(4);
    }

    /** How long a worker trusts its own lease: an eighth less than the database does, to reach the next chunk in. */
    Duration trusted() {
        return lease.minus(lease.dividedBy(8));
    }
}
