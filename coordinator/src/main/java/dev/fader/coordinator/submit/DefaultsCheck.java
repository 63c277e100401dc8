package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.model.ModelStore;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.request.LabelCheck;
import dev.fader.coordinator.request.Priorities;
import dev.fader.coordinator.request.Tenants;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From what a client sent for all items to a {@link SubmissionDefaults}; what is wrong is said to the diagnostics. */
@Singleton
final class DefaultsCheck {

    private final LimitsConfig limits;
    private final ModelStore models;
    private final PresetStore presets;
    private final OutputSettingsCheck settings;
    private final LabelCheck labels;

    LabelCheck labels() {
        return labels;
    }

    DefaultsCheck(
            LimitsConfig limits,
            ModelStore models,
            PresetStore presets,
            OutputSettingsCheck settings,
            LabelCheck labels) {
        this.limits = limits;
        this.models = models;
        this.presets = presets;
        this.settings = settings;
        this.labels = labels;
    }

    /**
     * Defaults.
     *
     * @param settings the check of items, for the sources of the model
     * @param presets that items may name
     */
    record Checked(SubmissionDefaults defaults, OutputSettingsCheck settings, Map<String, OutputSettings> presets) {}

    Checked check(SubmitBatch sent, BatchKind kind, Diagnostics diagnostics) {
        String tenant = tenant(sent.tenant(), diagnostics);
        Map<String, OutputSettings> named = presets.settings(tenant);
        SubmitBatch.GivenSources given = sent.givenStems();
        ChosenModel model = given == null
                ? model(sent.model(), diagnostics)
                : GivenStemsCheck.model(given, sent, kind, diagnostics);
        OutputSettingsCheck ofModel = settings.of(model.sources());
        OutputSettings said =
                ofModel.check("", sent.gainsDb(), sent.preset(), sent.format(), sent.loudness(), named, diagnostics);
        @Nullable List<Stem> stems = StemsCheck.check(sent, kind, model.sources(), diagnostics);
        int priority = Objects.requireNonNullElse(sent.priority(), 0);
        String tooUrgent = Priorities.fault(priority, limits.priority());
        if (tooUrgent != null) {
            diagnostics.fault("/priority", tooUrgent);
        }
        Integer days = sent.retainDays();
        if (days != null && (days < 1 || days > limits.retainDays())) {
            diagnostics.fault(
                    "/retainDays", "is outside 1 to %d (fader.limits.retain-days)".formatted(limits.retainDays()));
        }
        return new Checked(
                new SubmissionDefaults(
                        kind == BatchKind.REMIX && stems != null ? BatchKind.SEPARATE : kind,
                        tenant,
                        Objects.requireNonNullElse(sent.taskClass(), TaskClass.BATCH),
                        priority,
                        model,
                        said,
                        sent.variants(),
                        stems,
                        given,
                        template(sent.nameTemplate(), diagnostics),
                        labels.check("/labels", sent.labels(), diagnostics),
                        labels.check("/metadata", sent.metadata(), diagnostics),
                        days),
                ofModel,
                named);
    }

    private static NameTemplate template(@Nullable String sent, Diagnostics diagnostics) {
        try {
            return new NameTemplate(Objects.requireNonNullElse(sent, NameTemplate.DEFAULT));
        } catch (IllegalArgumentException e) {
            diagnostics.fault("/nameTemplate", String.valueOf(e.getMessage()));
            return new NameTemplate(NameTemplate.DEFAULT);
        }
    }

    private static String tenant(@Nullable String sent, Diagnostics diagnostics) {
        String fault = sent == null ? null : Tenants.fault(sent);
        if (fault != null) {
            diagnostics.fault("/tenant", "'%s' %s".formatted(sent, fault));
        }
        return sent == null || fault != null ? Tenants.DEFAULT : sent;
    }

    private ChosenModel model(@Nullable String sent, Diagnostics diagnostics) {
        String fault = sent == null ? null : Texts.nameFault(sent, limits.nameLength());
        if (fault != null) {
            diagnostics.fault("/model", "%s (fader.limits.name-length)".formatted(fault));
        }
        return models.choose("/model", sent == null || fault != null ? RemixSpec.DEFAULT_MODEL : sent, diagnostics);
    }
}
