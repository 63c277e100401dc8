package dev.fader.coordinator.model;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.problem.Suggestion;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.KnownModel;
import dev.fader.queue.model.ModelRows;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.model.ModelView;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the names of models mean now. */
@Singleton
public final class ModelStore {

    private static final int SHOWN = 100;

    private final Jdbi jdbi;
    private final LimitsConfig limits;
    private final Duration silence;

    public ModelStore(Jdbi jdbi, LimitsConfig limits, DispatchConfig dispatch) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.silence = dispatch.workerSilence();
    }

    /**
     * The model of a submission; what is wrong with the name is said to the diagnostics. While no worker has registered a
     * model yet, any name is taken, with the sources of the configuration.
     *
     * @param at JSON pointer to the name
     */
    public ChosenModel choose(String at, String name, Diagnostics diagnostics) {
        return jdbi.withHandle(handle -> {
            List<KnownModel> found = ModelRows.named(handle, name);
            if (found.size() == 1) {
                KnownModel model = found.getFirst();
                return new ChosenModel(name, model.sha256(), model.sources());
            }
            if (!found.isEmpty() || !ModelRows.sourcesOfAll(handle).isEmpty()) {
                diagnostics.fault(at, refusal(handle, name, found));
            }
            return new ChosenModel(name, null, limits.sources());
        });
    }

    /** The model of tasks that were submitted before. @return nothing when it is not registered */
    public Optional<KnownModel> known(String sha256) {
        return jdbi.withHandle(handle -> ModelRows.named(handle, sha256)).stream()
                .filter(model -> model.sha256().equals(sha256))
                .findFirst();
    }

    /** Every source that some model has; those of the configuration while there is none. */
    public List<String> sourcesOfAny() {
        List<String> sources = jdbi.withHandle(ModelRows::sourcesOfAll);
        return sources.isEmpty() ? limits.sources() : sources;
    }

    /** @throws ProblemException when the name means no model, or more than one */
    public KnownModel known(Handle handle, String name) {
        List<KnownModel> found = ModelRows.named(handle, name);
        if (found.size() != 1) {
            throw new ProblemException(
                    found.isEmpty() ? ProblemType.NOT_FOUND : ProblemType.CONFLICT, refusal(handle, name, found));
        }
        return found.getFirst();
    }

    /** @throws ProblemException when the name means no model, or more than one */
    public ModelView find(String name) {
        return jdbi.withHandle(
                        handle -> ModelRows.find(handle, known(handle, name).sha256(), silence))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no model " + name));
    }

    /** The newest first. */
    public List<ModelView> list(int most) {
        return jdbi.withHandle(handle -> ModelRows.list(handle, silence, most));
    }

    private static String refusal(Handle handle, String name, List<KnownModel> found) {
        return found.isEmpty()
                ? Suggestion.unknown("model", name, AliasRows.names(handle))
                        + "; a model's SHA-256 or its beginning will do as well"
                : "the SHA-256 of more than one model begins with '%s': say more of it"
                        .formatted(Texts.shown(name, SHOWN));
    }
}
