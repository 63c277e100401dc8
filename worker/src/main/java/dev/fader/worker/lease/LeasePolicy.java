package dev.fader.worker.lease;

import java.time.Duration;

/**
 * How long a claim lasts.
 *
 * @param lease until another worker may take the task; renewed every quarter of it
 * @param processDeaths how many processes a task may take with it before it is quarantined
 */
public record LeasePolicy(Duration lease, int processDeaths) {

    public LeasePolicy {
        if (lease.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("a lease of %s is too short: at least 0.1 s".formatted(lease));
        }
        if (processDeaths < 1) {
            throw new IllegalArgumentException("processDeaths is %d: at least 1".formatted(processDeaths));
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
