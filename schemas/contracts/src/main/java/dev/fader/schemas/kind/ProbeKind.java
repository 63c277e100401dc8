package dev.fader.schemas.kind;

import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.RemixSpec;
import java.util.List;
import java.util.Set;

/** The dry run of a remix: opens the file and says what it is. */
public record ProbeKind() implements TaskKind<RemixSpec, ProbeResult> {

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Class<RemixSpec> specification() {
        return RemixSpec.class;
    }

    @Override
    public Class<ProbeResult> result() {
        return ProbeResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.AUDIO_SECONDS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.STORAGE, Need.DEVICE);
    }

    @Override
    public int tasksPerTicket() {
        return 16;
    }

    @Override
    public List<ObjectRef> inputs(RemixSpec specification) {
        return TaskKinds.REMIX.inputs(specification);
    }

    @Override
    public List<Output> outputs(ProbeResult result) {
        return List.of();
    }
}
