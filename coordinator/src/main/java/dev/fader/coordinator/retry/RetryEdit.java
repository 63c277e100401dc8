package dev.fader.coordinator.retry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a retry asks for otherwise than the first attempt did. */
record RetryEdit(OutputSettings settings, @Nullable String model) implements UnaryOperator<JsonNode> {

    @Override
    public JsonNode apply(JsonNode asked) {
        RemixSpec spec = FaderJson.read(asked, RemixSpec.class);
        if (settings.gainsDb() != null && spec.variants().size() > 1) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "%s has %d outputs, which the same gainsDb would make equal: submit it as a new batch"
                            .formatted(spec.input().key(), spec.variants().size()));
        }
        return FaderJson.tree(new RemixSpec(
                spec.input(),
                spec.variants().stream().map(this::edited).toList(),
                Objects.requireNonNullElse(model, spec.model()),
                spec.previewSeconds()));
    }

    private Variant edited(Variant variant) {
        return new Variant(
                variant.name(),
                Objects.requireNonNullElse(settings.gainsDb(), variant.gainsDb()),
                Objects.requireNonNullElse(settings.format(), variant.format()),
                Objects.requireNonNullElse(settings.loudness(), variant.loudness()));
    }
}
