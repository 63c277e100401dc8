package dev.fader.worker.remix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.fader.queue.task.Attempts;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Fence;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.worker.outcome.Outcome;
import java.util.List;
import java.util.Map;

/** What tests ask of runners, and what they get. */
final class Specs {

    private Specs() {}

    static RemixSpec remix(ObjectRef input, Variant... variants) {
        return new RemixSpec(input, List.of(variants), RemixSpec.DEFAULT_MODEL, null, null);
    }

    static RemixSpec preview(ObjectRef input, double seconds, Variant... variants) {
        return new RemixSpec(input, List.of(variants), RemixSpec.DEFAULT_MODEL, null, seconds);
    }

    static Variant variant(String name, String source, double db) {
        return new Variant(name, Map.of(source, new Gain(db)), OutputFormat.SAME, LoudnessPolicy.NONE);
    }

    static Claim remixing() {
        return claim(TaskKinds.REMIX);
    }

    static Claim separating() {
        return claim(TaskKinds.SEPARATE);
    }

    static Claim probing() {
        return claim(TaskKinds.PROBE);
    }

    private static Claim claim(TaskKind<?, ?> kind) {
        return new Claim(
                TaskId.create(),
                null,
                new Fence(7),
                kind,
                TaskClass.BATCH,
                NullNode.getInstance(),
                new Attempts(1, 0, 0));
    }

    static RemixResult result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Produced.class);
        return FaderJson.read(((Outcome.Produced) outcome).completion().result(), RemixResult.class);
    }

    /** Why an input was refused. */
    static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.BadInput.class);
        return ((Outcome.BadInput) outcome).reason();
    }
}
