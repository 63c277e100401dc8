package dev.fader.cli.watch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows a batch to its end. */
public final class Watching {

    private static final Duration PAUSE = Duration.ofMillis(300);

    /** A batch of more shows only what runs. */
    private static final int FEW = 200;

    private Watching() {}

    /** A batch that has ended, and its tasks in the order of its items. */
    public record Ended(BatchView batch, List<TaskView> tasks) {}

    public static Ended toTheEnd(FaderClient client, BatchId id, ProgressView view) throws InterruptedException {
        while (true) {
            // the batch first, so that the tasks of one that has ended have ended, too
            BatchView batch = client.batch(id);
            boolean ended = batch.state().isFinal();
            List<TaskView> tasks = ended || batch.size() <= FEW ? client.tasks(id) : running(client, id);
            view.show(batch, tasks);
            if (ended) {
                return new Ended(batch, tasks);
            }
            Thread.sleep(PAUSE);
        }
    }

    private static List<TaskView> running(FaderClient client, BatchId id) {
        List<TaskView> running = new ArrayList<>();
        client.tasks(new Query().with("batch", id).with("state", TaskState.RUNNING), FEW, running::add);
        return running;
    }
}
