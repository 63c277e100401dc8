package dev.fader.schemas.kind;

import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes files of one file: moves its faders, or takes it apart into the stems that its variants name. Two kinds, so that they
 * are counted and served apart.
 */
public record RemixKind(String name) implements TaskKind<RemixSpec, RemixResult> {

    @Override
    public Class<RemixSpec> specification() {
        return RemixSpec.class;
    }

    @Override
    public Class<RemixResult> result() {
        return RemixResult.class;
    }

    @Override
    public ProgressUnit unit() {
        return ProgressUnit.AUDIO_SECONDS;
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
    public List<ObjectRef> inputs(RemixSpec specification) {
        GivenStems given = specification.givenStems();
        return given == null
                ? List.of(specification.input())
                : Stream.concat(Stream.of(specification.input()), given.objects().values().stream())
                        .toList();
    }

    @Override
    public List<Output> outputs(RemixResult result) {
        return Stream.concat(
                        Stream.ofNullable(result.preview()).map(preview -> new Output("before", preview.before())),
                        result.outputs().stream().map(output -> new Output(output.name(), output.object())))
                .toList();
    }
}
