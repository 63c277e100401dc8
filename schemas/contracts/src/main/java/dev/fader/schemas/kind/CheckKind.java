package dev.fader.schemas.kind;

import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a data set whole: what is in it, by hash, and what is wrong with it. */
public record CheckKind() implements TaskKind<CheckSpec, CheckResult> {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public Class<CheckSpec> specification() {
        return CheckSpec.class;
    }

    @Override
    public Class<CheckResult> result() {
        return CheckResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.SONGS;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.STORAGE, Need.SCRATCH);
    }

    @Override
    public int tasksPerTicket() {
        return 1;
    }

    /** What lies under a prefix is not known before. */
    @Override
    public List<ObjectRef> inputs(CheckSpec specification) {
        return List.of();
    }

    @Override
    public List<Output> outputs(CheckResult result) {
        return Stream.concat(
                        Stream.of(new Output("manifest", result.manifest())),
                        Stream.ofNullable(result.allFindings()).map(all -> new Output("findings", all)))
                .toList();
    }
}
