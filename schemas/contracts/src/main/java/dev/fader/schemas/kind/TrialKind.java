package dev.fader.schemas.kind;

import dev.fader.schemas.model.TrialResult;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;

/** Tries the file of a model on noise, and registers it if it is what it says. */
public record TrialKind() implements TaskKind<TrialSpec, TrialResult> {

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public Class<TrialSpec> specification() {
        return TrialSpec.class;
    }

    @Override
    public Class<TrialResult> result() {
        return TrialResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.TASKS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.STORAGE, Need.SCRATCH, Need.DEVICE);
    }

    @Override
    public int tasksPerTicket() {
        return 1;
    }

    @Override
    public List<ObjectRef> inputs(TrialSpec specification) {
        return List.of(specification.file());
    }

    /** The model's object is kept as long as the model. */
    @Override
    public List<Output> outputs(TrialResult result) {
        return List.of();
    }
}
