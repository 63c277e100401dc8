package dev.fader.schemas.kind;

import dev.fader.schemas.evaluation.ReportResult;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;

/** Makes a page of results and curves: the paper's Table 1 and figures, with ours beside the paper's. */
public record ReportKind() implements TaskKind<ReportSpec, ReportResult> {

    @Override
    public String name() {
        return "report";
    }

    @Override
    public Class<ReportSpec> specification() {
        return ReportSpec.class;
    }

    @Override
    public Class<ReportResult> result() {
        return ReportResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.TASKS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.STORAGE, Need.SCRATCH);
    }

    @Override
    public int tasksPerTicket() {
        return 1;
    }

    @Override
    public List<ObjectRef> inputs(ReportSpec specification) {
        return specification.results().stream()
                .map(file -> new ObjectRef(file.object().bucket(), file.object().key()))
                .toList();
    }

    @Override
    public List<Output> outputs(ReportResult result) {
        return List.of(new Output(result.name(), result.report()));
    }
}
