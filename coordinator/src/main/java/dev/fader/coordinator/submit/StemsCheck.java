package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Stem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the stems that a client asked for to those of a model; what is wrong is said to the diagnostics. */
final class StemsCheck {

    private static final String AT = "/stems";

    private StemsCheck() {}

    /** @return in the order of the outputs; null for a remix */
    static @Nullable List<Stem> check(
            SubmitBatch sent, BatchKind kind, List<String> modelSources, Diagnostics diagnostics) {
        SubmitBatch.Stems stems = sent.stems();
        if (stems == null) {
            return null;
        }
        if (kind == BatchKind.PREVIEW) {
            diagnostics.fault(AT, "a preview is of a remix");
        }
        if (Stream.of(sent.gainsDb(), sent.preset(), sent.variants(), sent.loudness())
                .anyMatch(Objects::nonNull)) {
            diagnostics.fault(
                    AT, "are made at the levels that they have: without gainsDb, preset, variants and loudness");
        }
        boolean sum = Boolean.TRUE.equals(stems.sumToMixture());
        boolean residual = Boolean.TRUE.equals(stems.residual());
        if (sum && residual) {
            diagnostics.fault(AT + "/residual", "stems that sum to the mixture leave none");
        }
        List<@Nullable String> asked = stems.sources() == null ? new ArrayList<>(modelSources) : stems.sources();
        if (asked.isEmpty() && !residual) {
            diagnostics.fault(AT + "/sources", "are none: expected some of %s".formatted(modelSources));
        }
        List<Stem> checked = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String source = asked.get(i);
            String at = AT + "/sources/" + i;
            if (source == null || !modelSources.contains(source)) {
                diagnostics.fault(at, "'%s' is no source: expected one of %s".formatted(source, modelSources));
            } else if (checked.stream().anyMatch(stem -> stem.source().equals(source))) {
                diagnostics.fault(at, "'%s' is there twice".formatted(source));
            } else {
                checked.add(new Stem(source, sum));
            }
        }
        if (residual && !sum) {
            checked.add(new Stem(Stem.RESIDUAL, false));
        }
        return checked;
    }
}
