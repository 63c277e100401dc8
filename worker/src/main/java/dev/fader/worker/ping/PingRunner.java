package dev.fader.worker.ping;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.queue.task.NextTask;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.Outcome;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers pings; one that asks for more is followed by the next. */
@Singleton
public final class PingRunner implements TaskRunner<PingKind.Spec> {

    @Override
    public TaskKind<PingKind.Spec, ?> kind() {
        return TaskKinds.PING;
    }

    @Override
    public Outcome run(PingKind.Spec ping, Claim claim, Attempt attempt) {
        attempt.checkStop();
        Completion pong = Completion.of(TaskKinds.PING, new PingKind.Pong(ping.more()), 1);
        return new Outcome.Produced(
                ping.more() == 0
                        ? pong
                        : pong.then(List.of(NextTask.of(TaskKinds.PING, new PingKind.Spec(ping.more() - 1)))));
    }
}
