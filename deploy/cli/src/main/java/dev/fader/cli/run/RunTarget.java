package dev.fader.cli.run;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.BatchChange;
import dev.fader.schemas.api.RestartRun;
import dev.fader.schemas.api.RunView;
import org.jspecify.annotations.Nullable;

/** What commands for batches do when a run is named. */
public final class RunTarget {

    private RunTarget() {}

    /** Whether the id is a run's. */
    public static boolean isRun(@Nullable String id) {
        return id != null && id.startsWith("run_");
    }

    /** Pauses, resumes or cancels it. */
    public static int act(FaderClient client, String run, String verb, boolean json) {
        return print(verb, client.post("/v1/runs/%s/%s".formatted(run, verb), null, RunView.class), json);
    }

    /** Has it go on after an epoch; null: after its last. */
    public static int restart(FaderClient client, String run, @Nullable Integer epoch, boolean json) {
        return print(
                "retry", client.post("/v1/runs/%s/restart".formatted(run), new RestartRun(epoch), RunView.class), json);
    }

    public static int priority(FaderClient client, String run, @Nullable Integer priority, boolean json) {
        return print("change", client.patch("/v1/runs/" + run, new BatchChange(priority, null), RunView.class), json);
    }

    private static int print(String command, RunView run, boolean json) {
        if (json) {
            new JsonLine(command, true).put("run", run).print();
        } else {
            System.out.println(RunLines.line(run));
        }
        return 0;
    }
}
