package dev.fader.worker.outcome;

import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.worker.lease.Attempts;

/** From what happened to what becomes of the task. */
public final class Dispositions {

    private Dispositions() {}

    /** Pure. A file that cannot be worked on fails at once; what may pass is tried again within the policy's limits. */
    public static Disposition after(Outcome outcome, Attempts attempts, RetryPolicy policy) {
        return switch (outcome) {
            case Outcome.Produced produced -> new Disposition.Commit(produced.production());
            case Outcome.BadInput bad ->
                new Disposition.Fail(new Failure(FailureClass.BAD_INPUT, bad.reason(), bad.detail()));
            case Outcome.Cancelled cancelled -> new Disposition.Cancel();
            case Outcome.OutOfMemory memory -> policy.smallerChunks(attempts, memory);
            case Outcome.ScratchFull full -> policy.backOff(attempts, "scratch_full", full.detail());
            case Outcome.LeaseLost lost -> new Disposition.Abandon();
            case Outcome.Interrupted interrupted -> new Disposition.Release();
            case Outcome.Broken broken -> policy.backOff(attempts, broken.cause());
        };
    }
}
