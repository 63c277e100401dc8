package dev.fader.coordinator.evaluation;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.SubmitEvaluation;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.evaluation.Protocol;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * On what is measured.
 *
 * @param data as they were when this was asked for
 * @param songs of the split, the first so many; null: all
 * @param protocol null: the one for what the model was trained to do
 */
public record EvaluationPlan(
        DatasetRef data,
        String split,
        @Nullable Integer songs,
        @Nullable Protocol protocol) {

    private static final String TEST = "test";
    private static final int LONGEST = 200;

    /**
     * From what a client sent.
     *
     * @param trainedOn taken where no other data set is named
     * @param at where it stands in the request
     * @return null when there is something wrong
     */
    public static @Nullable EvaluationPlan check(
            Handle handle,
            String tenant,
            @Nullable String trainedOn,
            SubmitEvaluation sent,
            String at,
            Diagnostics diagnostics) {
        String split = Objects.requireNonNullElse(sent.split(), TEST);
        String fault = Texts.nameFault(split, LONGEST);
        if (fault != null || split.contains("/") || split.startsWith(".")) {
            diagnostics.fault(at + "/split", "is the name of a part of the data set, such as test");
            return null;
        }
        if (sent.songs() != null && sent.songs() < 1) {
            diagnostics.fault(at + "/songs", "is %d: at least 1 is expected".formatted(sent.songs()));
            return null;
        }
        String name = sent.data() == null ? trainedOn : sent.data();
        if (name == null) {
            return null; // that is said of the training already
        }
        Optional<DatasetRef> data = DatasetRows.ready(handle, tenant, name);
        if (data.isEmpty()) {
            diagnostics.fault(
                    at + "/data",
                    "tenant '%s' has no data set '%s' whose check has ended well ('fader datasets' lists them)"
                            .formatted(tenant, name));
            return null;
        }
        return new EvaluationPlan(data.get(), split, sent.songs(), sent.protocol());
    }
}
