package dev.fader.coordinator.submit;

import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.storage.ObjectCheck;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.Stem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stems that items bring in place of a model; what is wrong is said to the diagnostics. */
final class GivenStemsCheck {

    private static final String AT = "/givenStems";
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9_-]{1,64}");
    /** Each is decoded by a process of its own. */
    private static final int MOST = 16;

    private GivenStemsCheck() {}

    /** What stands for a model: its sources are those of the stems. */
    static ChosenModel model(
            SubmitBatch.GivenSources given, SubmitBatch sent, BatchKind kind, Diagnostics diagnostics) {
        if (sent.model() != null) {
            diagnostics.fault("/model", "is not needed where stems are given: say either");
        }
        if (kind == BatchKind.PREVIEW) {
            diagnostics.fault(AT, "a preview is made by a model");
        }
        List<@Nullable String> said = given.sources() == null ? List.of() : given.sources();
        if (said.isEmpty() || said.size() > MOST) {
            diagnostics.fault(AT + "/sources", "are %d: expected 1 to %d".formatted(said.size(), MOST));
        }
        Set<String> sources = new TreeSet<>();
        for (int i = 0; i < said.size(); i++) {
            take(said.get(i), AT + "/sources/" + i, sources, diagnostics);
        }
        List<String> all = new ArrayList<>(sources);
        if (given.rest() != null) {
            Set<String> others = new HashSet<>(sources);
            take(given.rest(), AT + "/rest", others, diagnostics);
            all.add(given.rest());
        }
        return new ChosenModel(GivenStems.NAME, null, all);
    }

    private static void take(@Nullable String source, String at, Set<String> taken, Diagnostics diagnostics) {
        if (source == null || !SOURCE.matcher(source).matches() || source.equals(Stem.RESIDUAL)) {
            diagnostics.fault(
                    at,
                    "'%s' is no name of a source: expected %s, and not '%s'".formatted(source, SOURCE, Stem.RESIDUAL));
        } else if (!taken.add(source)) {
            diagnostics.fault(at, "'%s' is there twice".formatted(source));
        }
    }

    /** @return the stems of an item, where the batch says that it has some and they are all there */
    static Optional<GivenStems> stems(
            String at,
            SubmitBatch.Item item,
            SubmitBatch.@Nullable GivenSources given,
            ObjectCheck objects,
            Diagnostics diagnostics) {
        Map<String, @Nullable ObjectRef> brought = item.givenStems();
        if (given == null || given.sources() == null) {
            if (brought != null) {
                diagnostics.fault(at + AT, "the batch does not say that stems are given: name their sources in it");
            }
            return Optional.empty();
        }
        Map<String, @Nullable ObjectRef> there = brought == null ? Map.of() : brought;
        Set<@Nullable String> wanted = new HashSet<>(given.sources());
        if (!there.keySet().equals(wanted)) {
            diagnostics.fault(
                    at + AT,
                    "has stems of %s: expected those of %s".formatted(new TreeSet<>(there.keySet()), given.sources()));
            return Optional.empty();
        }
        Map<String, ObjectRef> checked = new HashMap<>();
        there.forEach((source, object) -> {
            if (objects.fits(at + AT + "/" + source, object, diagnostics) && object != null) {
                checked.put(source, object);
            }
        });
        return checked.size() == there.size() && !checked.isEmpty()
                ? Optional.of(new GivenStems(checked, given.rest()))
                : Optional.empty();
    }
}
