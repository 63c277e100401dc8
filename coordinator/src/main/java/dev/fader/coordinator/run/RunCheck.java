package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.request.LabelCheck;
import dev.fader.coordinator.request.Priorities;
import dev.fader.coordinator.request.Tenants;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitRun;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.run.TrainingSpec;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * From what a client sent to a run. What the configuration means is not known here, but for the models that a mixer's names:
 * the first look reads it with the trainer's own code.
 */
@Singleton
final class RunCheck {

    private static final int KEEP_EVERY = 10;

    private final LimitsConfig limits;
    private final LabelCheck labels;

    RunCheck(LimitsConfig limits, LabelCheck labels) {
        this.limits = limits;
        this.labels = labels;
    }

    /** @throws dev.fader.coordinator.problem.ProblemException listing what is wrong */
    NewRun check(Handle handle, SubmitRun sent, NewRun.Origin origin) {
        Findings findings = new Findings();
        NewRun run = look(handle, sent, origin, findings);
        findings.refuseFaults(ProblemType.INVALID_RUN);
        return Objects.requireNonNull(run);
    }

    /** @return null when there is something wrong */
    @Nullable NewRun look(Handle handle, SubmitRun sent, NewRun.Origin origin, Findings findings) {
        String tenant = Objects.requireNonNullElse(sent.tenant(), Tenants.DEFAULT);
        String fault = Tenants.fault(tenant);
        if (fault != null) {
            findings.fault("/tenant", "'%s' %s".formatted(tenant, fault));
        }
        int priority = Objects.requireNonNullElse(sent.priority(), 0);
        String tooUrgent = Priorities.fault(priority, limits.priority());
        if (tooUrgent != null) {
            findings.fault("/priority", tooUrgent);
        }
        int keepEvery = Objects.requireNonNullElse(sent.keepEvery(), KEEP_EVERY);
        if (keepEvery < 1) {
            findings.fault("/keepEvery", "is %d: 1 keeps every checkpoint, 10 every tenth".formatted(keepEvery));
        }
        JsonNode config = sent.config();
        if (config == null || !config.isObject()) {
            findings.fault(
                    "/config", "is missing: the trainer's configuration is expected, as 'fader trainer preset' shows");
        }
        String startModel = sent.startModel();
        if (startModel != null && !startModel.matches("[0-9a-f]{64}")) {
            findings.fault("/startModel", "is no SHA-256 of a model");
        }
        Map<String, String> separators = Map.of();
        if (config != null && config.isObject()) {
            separators = new SeparatorsCheck(handle, config, findings).check(sent.separators());
            if (startModel != null && SeparatorsCheck.mixes(config)) {
                findings.fault("/startModel", "is for networks: a mixer's first weights are drawn from its seed");
            }
        }
        checkName(sent.name(), findings);
        var checkedLabels = labels.check("/labels", sent.labels(), findings);
        DatasetRef data = data(handle, tenant, sent.data(), findings);
        if (findings.faulty() || config == null || data == null) {
            return null;
        }
        return new NewRun(
                Objects.requireNonNullElse(sent.name(), data.name()),
                tenant,
                new TrainingSpec(config, data, startModel, separators),
                priority,
                checkedLabels,
                keepEvery,
                origin);
    }

    private void checkName(@Nullable String name, Findings findings) {
        String fault = name == null ? null : Texts.nameFault(name, limits.nameLength());
        if (fault != null) {
            findings.fault("/name", "%s (fader.limits.name-length)".formatted(fault));
        }
    }

    private static @Nullable DatasetRef data(Handle handle, String tenant, @Nullable String name, Findings findings) {
        if (name == null) {
            findings.fault("/data", "is missing: the name of a registered data set ('fader datasets' lists them)");
            return null;
        }
        Optional<DatasetRef> data = DatasetRows.ready(handle, tenant, name);
        if (data.isEmpty()) {
            findings.fault(
                    "/data",
                    "tenant '%s' has no data set '%s' whose check has ended well ('fader datasets' lists them)"
                            .formatted(tenant, name));
        }
        return data.orElse(null);
    }
}
