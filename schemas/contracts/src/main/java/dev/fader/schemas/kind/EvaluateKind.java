package dev.fader.schemas.kind;

import dev.fader.schemas.evaluation.EvaluateResult;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;

/** Measures what a run trained by the protocol for it, and registers it as a model that can be promoted. */
public record EvaluateKind() implements TaskKind<EvaluateSpec, EvaluateResult> {

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public Class<EvaluateSpec> specification() {
        return EvaluateSpec.class;
    }

    @Override
    public Class<EvaluateResult> result() {
        return EvaluateResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.SONGS;
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
    public List<ObjectRef> inputs(EvaluateSpec specification) {
        return List.of(new ObjectRef(
                specification.model().bucket(), specification.model().key()));
    }

    @Override
    public List<Output> outputs(EvaluateResult result) {
        return result.files().stream()
                .map(file -> new Output(stem(file.name()), file.object()))
                .toList();
    }

    /** A link adds the extension. */
    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.')).replace('/', '-');
    }
}
