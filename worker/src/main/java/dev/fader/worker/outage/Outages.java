package dev.fader.worker.outage;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.outage.Breaker;
import dev.fader.schemas.kind.Need;
import dev.fader.schemas.kind.TaskKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The breakers of a worker; one turn asks after what is away. Safe for several threads. */
public final class Outages implements Loop.Turn {

    private final Breaker database;
    private final Breaker kafka;
    private final Map<Need, Breaker> needs;

    /** @param needs a need without a breaker is always there */
    public Outages(Breaker database, Breaker kafka, Map<Need, Breaker> needs) {
        this.database = database;
        this.kafka = kafka;
        this.needs = Map.copyOf(needs);
    }

    /** Whether anything can be claimed at all. */
    public boolean canClaim() {
        return database.isClosed();
    }

    /** Those of the kinds whose needs are all there. */
    public List<TaskKind<?, ?>> runnable(Collection<TaskKind<?, ?>> kinds) {
        List<TaskKind<?, ?>> runnable = new ArrayList<>();
        for (TaskKind<?, ?> kind : kinds) {
            if (kind.needs().stream().allMatch(this::isThere)) {
                runnable.add(kind);
            }
        }
        return runnable;
    }

    private boolean isThere(Need need) {
        Breaker breaker = needs.get(need);
        return breaker == null || breaker.isClosed();
    }

    /** Something that a task needs failed. @return whether it is away, which excuses the task */
    public boolean excuses(Need need, Throwable failure) {
        Breaker breaker = needs.get(need);
        return breaker != null && breaker.excuses(failure);
    }

    /** The database did not answer. */
    public void databaseFailed(Throwable failure) {
        // the loops go on either way: what is asked is whether to claim
        boolean unused = database.excuses(failure);
    }

    /** What is away, by name, and why. */
    public List<Breaker> away() {
        return all().stream().filter(breaker -> !breaker.isClosed()).toList();
    }

    private List<Breaker> all() {
        List<Breaker> all = new ArrayList<>(List.of(database, kafka));
        all.addAll(needs.values());
        return all;
    }

    @Override
    public void take() {
        all().forEach(Breaker::tick);
    }
}
