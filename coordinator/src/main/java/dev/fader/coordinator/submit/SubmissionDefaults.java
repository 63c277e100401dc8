package dev.fader.coordinator.submit;

import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Stem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all items of a submission, checked.
 *
 * @param stems to take the files apart into; null for a remix
 * @param given of which sources the items bring stems, in place of a model; null where they bring none
 */
record SubmissionDefaults(
        BatchKind kind,
        String tenant,
        TaskClass taskClass,
        int priority,
        ChosenModel model,
        OutputSettings settings,
        @Nullable List<SubmitBatch.@Nullable NamedVariant> variants,
        @Nullable List<Stem> stems,
        SubmitBatch.@Nullable GivenSources given,
        NameTemplate names,
        Map<String, String> labels,
        Map<String, String> metadata,
        @Nullable Integer retainDays) {}
