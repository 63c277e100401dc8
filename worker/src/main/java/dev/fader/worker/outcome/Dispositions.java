package dev.fader.worker.outcome;

import dev.fader.queue.task.Attempts;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import java.time.Duration;

/** From what happened to what becomes of the task. */
public final class Dispositions {

    private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(1);

    private Dispositions() {}

    /**
     * Pure. A file that cannot be worked on fails at once; what may be the task's own fault is tried again within the
     * policy's limits; what is nobody's fault does not count. A lease that was lost is given back, too: the fence keeps
     * that from harming whoever has the task by now.
     */
    public static Disposition after(Outcome outcome, Attempts attempts, RetryPolicy policy) {
        return switch (outcome) {
            case Outcome.Produced produced -> new Disposition.Commit(produced.completion());
            case Outcome.BadInput bad ->
                new Disposition.Fail(new Failure(FailureClass.BAD_INPUT, bad.reason(), bad.detail()));
            case Outcome.DecoderDied died -> policy.apart(attempts, died.reason(), died.detail());
            case Outcome.Stalled stalled -> policy.apart(attempts, "model_stalled", stalled.detail());
            case Outcome.Cancelled cancelled -> new Disposition.Cancel();
            case Outcome.OutOfMemory memory -> policy.smallerChunks(attempts, memory);
            case Outcome.Away away -> new Disposition.Release(AFTER_AN_OUTAGE);
            case Outcome.LeaseLost lost -> new Disposition.Release(Duration.ZERO);
            case Outcome.Yielded yielded -> new Disposition.Release(Duration.ZERO);
            case Outcome.Interrupted interrupted -> new Disposition.Release(Duration.ZERO);
            case Outcome.Broken broken -> policy.backOff(attempts, broken.cause());
        };
    }
}
