package dev.fader.cli.watch;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Progress;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.ProgressUnit;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the API says about batches and tasks. */
public final class Views {

    private static final BatchId BATCH = BatchId.parse("batch_0190b5c0000070008000000000000000");
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private Views() {}

    public static TaskView task(int item, String file, TaskState state, double done, Double total) {
        String key = "uploads/1234/" + file;
        Failure failure = state == TaskState.FAILED
                ? new Failure(FailureClass.BAD_INPUT, "not_audio", key + " is not an audio file")
                : null;
        return new TaskView(
                TaskId.parse("task_0190b5c000007000800000000000000" + item),
                BATCH,
                item,
                TaskKinds.REMIX,
                state,
                TaskClass.BATCH,
                0,
                FaderJson.tree(new RemixSpec(
                        new ObjectRef("fader", key),
                        List.of(new Variant(
                                file, Map.of("vocals", new Gain(-3)), OutputFormat.SAME, LoudnessPolicy.NONE)),
                        "default",
                        null,
                        null)),
                Map.of(),
                new Progress(done, total, ProgressUnit.AUDIO_SECONDS),
                1,
                null,
                false,
                failure,
                List.of(),
                null,
                THEN,
                null,
                null);
    }

    public static BatchView batch(BatchState state, int size, double done, Double total) {
        return new BatchView(
                BATCH,
                BatchKind.REMIX,
                state,
                false,
                "default",
                TaskClass.BATCH,
                0,
                size,
                Map.of(),
                new Progress(done, total, ProgressUnit.AUDIO_SECONDS),
                Map.of(),
                Map.of(),
                null,
                THEN,
                null,
                null);
    }
}
