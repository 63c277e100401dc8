package dev.fader.queue.run;

import dev.fader.queue.event.Outbox;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.CommitWrite;
import dev.fader.queue.task.NextTask;
import dev.fader.queue.task.NextTasks;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.event.EpochEnded;
import dev.fader.schemas.event.EventData;
import dev.fader.schemas.event.RunChanged;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.run.RunChange;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The end of an epoch: its row and the task of the next one stand or fall with the result. An epoch that has ended
 * before cannot end again.
 *
 * @param next null when the run has ended
 */
public record EpochEnd(
        RunId run, EpochKind.Result result, @Nullable NextTask next) implements CommitWrite {

    @Override
    public void write(Handle transaction, Claim claim) {
        int most = transaction
                .createQuery("SELECT coalesce(most_epochs, 2147483647) FROM run WHERE id = :run FOR NO KEY UPDATE")
                .bind("run", run.uuid())
                .mapTo(Integer.class)
                .one();
        transaction
                .createUpdate("""
                        INSERT INTO run_epoch (run_id, epoch, task_id, result)
                        VALUES (:run, :epoch, :task, CAST(:result AS jsonb))
                        """)
                .bind("run", run.uuid())
                .bind("epoch", result.epoch())
                .bind("task", claim.task().uuid())
                .bind("result", FaderJson.write(result))
                .execute();
        boolean held = next != null && result.epoch() >= most;
        if (next != null && !held) {
            NextTasks.insert(transaction, claim.task(), next);
        }
        tell(transaction, result.end() != null ? RunChange.FINISHED : held ? RunChange.HELD : null);
    }

    private void tell(Handle transaction, @Nullable RunChange change) {
        List<EventData> events = new ArrayList<>(List.of(EpochEnded.of(run, result)));
        if (change != null) {
            events.add(new RunChanged(run, change, null, "after epoch " + result.epoch(), null));
        }
        Outbox.add(transaction, events);
    }
}
