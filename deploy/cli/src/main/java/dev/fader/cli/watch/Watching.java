package dev.fader.cli.watch;

import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.TaskView;
import java.time.Duration;
import java.util.List;

/** Follows a batch to its end. */
public final class Watching {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private Watching() {}

    /** A batch that has ended, and its tasks in the order of its items. */
    public record Ended(BatchView batch, List<TaskView> tasks) {}

    public static Ended toTheEnd(FaderClient client, BatchId id, ProgressView view) throws InterruptedException {
        while (true) {
            // the batch first, so that the tasks of one that has ended have ended, too
            BatchView batch = client.batch(id);
            List<TaskView> tasks = client.tasks(id);
            view.show(batch, tasks);
            if (batch.state().isFinal()) {
                return new Ended(batch, tasks);
            }
            Thread.sleep(PAUSE);
        }
    }
}
