package dev.fader.schemas.kind;

import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * Does nothing, once or several times one after the other: shows that the way from submission to commit is open, and
 * what it costs.
 */
public record PingKind() implements TaskKind<PingKind.Spec, PingKind.Pong> {

    /** @param more how many pings are to follow this one, each the next task of the one before */
    public record Spec(int more) {}

    /** @param more as it was asked for */
    public record Pong(int more) {}

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public Class<Spec> specification() {
        return Spec.class;
    }

    @Override
    public Class<Pong> result() {
        return Pong.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.TASKS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public int tasksPerTicket() {
        return 256;
    }

    @Override
    public List<ObjectRef> inputs(Spec specification) {
        return List.of();
    }

    @Override
    public List<Output> outputs(Pong result) {
        return List.of();
    }
}
