package dev.fader.queue.task;

import org.jdbi.v3.core.Handle;

/** Something of a feature's own that stands or falls with a task's result: written in the transaction that commits it. */
@FunctionalInterface
public interface CommitWrite {

    /** @param claim the attempt whose result was just written */
    void write(Handle transaction, Claim claim);
}
