package dev.fader.schemas.kind;

import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteSpec;
import dev.fader.schemas.remix.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Judges a model by songs that it does not know, and moves an alias to it if it is better than what that names. */
public record PromoteKind() implements TaskKind<PromoteSpec, PromoteResult> {

    @Override
    public String name() {
        return "promote";
    }

    @Override
    public Class<PromoteSpec> specification() {
        return PromoteSpec.class;
    }

    @Override
    public Class<PromoteResult> result() {
        return PromoteResult.class;
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
    public List<ObjectRef> inputs(PromoteSpec specification) {
        // what lies under a prefix is listed when it runs
        return List.of();
    }

    @Override
    public List<Output> outputs(PromoteResult result) {
        return result.examples().stream()
                .flatMap(example -> Stream.of(
                        new Output(example.which() + "-mixture", example.mixture()),
                        new Output(example.which() + "-target", example.target()),
                        new Output(example.which() + "-candidate", example.candidate()),
                        new Output(example.which() + "-incumbent", example.incumbent())))
                .toList();
    }
}
