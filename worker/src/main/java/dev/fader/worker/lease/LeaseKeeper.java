package dev.fader.worker.lease;

import dev.fader.queue.task.Claims;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** The leases of this process, renewed together. {@link #tick} is called by one thread; the rest by any. */
public final class LeaseKeeper {

    private final Claims claims;
    private final LeasePolicy policy;
    private final LongSupplier nanos;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicLong ended = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean resting;

    /** @param nanos this machine's monotonic clock, such as {@code System::nanoTime} */
    public LeaseKeeper(Claims claims, LeasePolicy policy, LongSupplier nanos) {
        this.claims = claims;
        this.policy = policy;
        this.nanos = nanos;
    }

    /** Claims what is free of the tasks, as {@link Claims#claim} does, and keeps it until {@link #drop}. */
    public List<Lease> claim(List<TaskId> tasks, Collection<TaskKind<?, ?>> kinds, boolean alone) {
        long askedAt = nanos.getAsLong();
        List<Lease> claimed = claims.claim(tasks, kinds, alone).stream()
                .map(claim -> new Lease(claim, nanos, askedAt, policy.trusted()))
                .toList();
        leases.addAll(claimed);
        if (resting) {
            makeRoom();
        }
        return claimed;
    }

    /** Claims what follows from a task that has just ended here, as {@link Claims#goOn} does, and keeps it until {@link #drop}. */
    public Optional<Lease> goOn(TaskId task, Collection<TaskKind<?, ?>> kinds) {
        if (stopping || resting) {
            return Optional.empty();
        }
        long askedAt = nanos.getAsLong();
        Optional<Lease> claimed =
                claims.goOn(task, kinds).map(claim -> new Lease(claim, nanos, askedAt, policy.trusted()));
        claimed.ifPresent(leases::add);
        if (stopping) {
            stopAll();
        } else if (resting) {
            makeRoom();
        }
        return claimed;
    }

    /** Renews every lease on the connection; a lease that was lost or cancelled is told to stop. */
    public void tick(Handle handle) {
        List<Lease> held = List.copyOf(leases);
        if (held.isEmpty()) {
            return;
        }
        long askedAt = nanos.getAsLong();
        Map<TaskId, Claims.Order> renewed =
                claims.renew(handle, held.stream().map(Lease::held).toList());
        for (Lease lease : held) {
            Claims.Order order = renewed.get(lease.claim().task());
            if (order == null) {
                lease.requestStop(StopReason.LEASE_LOST);
            } else {
                lease.extend(askedAt, policy.trusted());
                obey(lease, order);
            }
        }
    }

    private static void obey(Lease lease, Claims.Order order) {
        switch (order) {
            case CANCEL -> lease.requestStop(StopReason.CANCELLED);
            case YIELD -> {
                // what cannot go on where it was is better finished
                if (lease.claim().kind().yields()) {
                    lease.requestStop(StopReason.YIELD);
                }
            }
            case GO_ON -> {}
        }
    }

    /** The attempt is over; its lease needs no renewal. */
    public void drop(Lease lease) {
        leases.remove(lease);
        ended.incrementAndGet();
    }

    /** Attempts that are over. */
    public long ended() {
        return ended.get();
    }

    /** Whether nothing more is to be gone on with: what can go on later stops at its next step, what cannot is finished. */
    public void rest(boolean yes) {
        resting = yes;
        if (yes) {
            makeRoom();
        }
    }

    private void makeRoom() {
        leases.forEach(lease -> obey(lease, Claims.Order.YIELD));
    }

    /** Every attempt is to stop at its next chunk. */
    public void stopAll() {
        stopping = true;
        leases.forEach(lease -> lease.requestStop(StopReason.SHUTDOWN));
    }

    public Duration heartbeat() {
        return policy.heartbeat();
    }
}
