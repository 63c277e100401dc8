package dev.fader.coordinator.retry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a retry asks for otherwise than the first attempt did. @param model null keeps each task's own */
public record RetryEdit(OutputSettings settings, @Nullable ChosenModel model) implements UnaryOperator<JsonNode> {

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
                model == null ? spec.model() : model.name(),
                model == null ? spec.modelSha256() : model.sha256(),
                spec.previewSeconds(),
                model == null ? spec.givenStems() : null));
    }

    private Variant edited(Variant variant) {
        if (variant.stem() != null) {
            return edited(variant, variant.stem());
        }
        Map<String, Gain> gains = Objects.requireNonNullElse(settings.gainsDb(), variant.gainsDb());
        if (model != null && !model.sources().containsAll(gains.keySet())) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "%s moves %s, and model '%s' has %s"
                            .formatted(variant.name(), gains.keySet(), model.name(), model.sources()));
        }
        return new Variant(
                variant.name(),
                gains,
                Objects.requireNonNullElse(settings.format(), variant.format()),
                Objects.requireNonNullElse(settings.loudness(), variant.loudness()));
    }

    private Variant edited(Variant variant, Stem stem) {
        if (settings.gainsDb() != null || settings.loudness() != null) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "%s is a stem, at the level that it has: without gainsDb and loudness".formatted(variant.name()));
        }
        if (model != null && !stem.isResidual() && !model.sources().contains(stem.source())) {
            throw new ProblemException(
                    ProblemType.INVALID_BATCH,
                    "%s is a stem of %s, and model '%s' has %s"
                            .formatted(variant.name(), stem.source(), model.name(), model.sources()));
        }
        return Variant.of(variant.name(), stem, Objects.requireNonNullElse(settings.format(), variant.format()));
    }
}
