package dev.fader.coordinator.model;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.config.ModelsConfig;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.storage.Inputs;
import dev.fader.coordinator.storage.ObjectCheck;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelTrials;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.RegisterModel;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.model.TrialView;
import dev.fader.schemas.remix.ObjectRef;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Models that clients bring: if the operator allows it, each is tried by a worker, which registers it. */
@Singleton
final class Registrations {

    private final Jdbi jdbi;
    private final ModelsConfig config;
    private final ObjectCheck objects;
    private final Fleet fleet;

    Registrations(Jdbi jdbi, ModelsConfig config, Inputs inputs, LimitsConfig limits, Fleet fleet) {
        this.jdbi = jdbi;
        this.config = config;
        this.objects = new ObjectCheck(inputs.buckets(), limits);
        this.fleet = fleet;
    }

    /** @throws ProblemException when models are not taken, or not this one */
    TrialView begin(@Nullable RegisterModel asked) {
        if (!config.acceptUploads()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "this service takes no models from its clients, since they run on its workers:"
                            + " its operator may allow it (fader.models.accept-uploads),"
                            + " or put the file into the workers' folder (fader.worker.models)");
        }
        Findings findings = new Findings();
        String name = asked == null ? null : asked.name();
        String fault = name == null ? "is needed" : ModelNames.aliasFault(name);
        if (fault != null) {
            findings.fault("/name", fault);
        }
        ObjectRef file = asked == null ? null : asked.file();
        boolean unused = objects.fits("/file", file, findings);
        findings.refuseFaults(ProblemType.INVALID_MODEL);
        TrialSpec spec = new TrialSpec(Objects.requireNonNull(file), null, Objects.requireNonNull(name));
        return jdbi.inTransaction(handle -> begin(handle, spec));
    }

    private TrialView begin(Handle transaction, TrialSpec spec) {
        AliasRows.model(transaction, spec.name()).ifPresent(other -> {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "'%s' names the model %s already: choose another name, and let a promotion move this one"
                            .formatted(spec.name(), other));
        });
        String warning = fleet.serves(TaskClass.INTERACTIVE, TaskKinds.TRIAL)
                ? null
                : "no living worker tries models: it waits until one does (fader.worker.classes with interactive)";
        return new TrialView(ModelTrials.begin(transaction, spec), warning);
    }
}
