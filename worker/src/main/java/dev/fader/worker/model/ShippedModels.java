package dev.fader.worker.model;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelRows;
import dev.fader.queue.model.ModelTrials;
import dev.fader.queue.model.ModelTrials.Trial;
import dev.fader.schemas.Failure;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Registers what lies in a worker's folder: object, row, and an alias of the file's name where there is none yet. What this
 * project made is read, and registered as it is; a model made elsewhere is brought to be tried first, as an upload is. A turn
 * does what is left to do, so that one that failed is made up for by the next; a file that is put there later is found.
 */
public final class ShippedModels implements Loop.Turn {

    private static final Logger LOG = Logger.getLogger(ShippedModels.class);

    private final ModelFolder folder;
    private final ObjectStorage storage;
    private final Jdbi jdbi;
    /** Name and hash; what cannot be read is not read again until it changes. */
    private final Set<String> done = new HashSet<>();
    /** Hashes of what this process had tried. */
    private final Set<String> asked = new HashSet<>();

    public ShippedModels(ModelFolder folder, ObjectStorage storage, Jdbi jdbi) {
        this.folder = folder;
        this.storage = storage;
        this.jdbi = jdbi;
    }

    @Override
    public void take() throws IOException {
        for (Path file : folder.files()) {
            String name = ModelFolder.nameOf(file);
            String sha256 = folder.hashOf(file);
            if (!done.contains(name + " " + sha256) && register(file, name, sha256)) {
                done.add(name + " " + sha256);
            }
        }
    }

    /** @return whether there is nothing left to do for it */
    private boolean register(Path file, String name, String sha256) throws IOException {
        if (asked.contains(sha256)) {
            // it was read and stored
            return tried(file, name, sha256);
        }
        SeparatorFile model;
        try {
            model = SeparatorFile.read(file);
        } catch (IOException e) {
            LOG.errorf("%s is no model and is not registered: %s", file, e.getMessage());
            return true;
        }
        StoredObject object = storage.putOnce(file, ModelNames.key(sha256), sha256);
        if (model instanceof SeparatorFile.Foreign) {
            return tried(file, name, sha256);
        }
        jdbi.useTransaction(handle -> {
            ModelRegister.enter(handle, ModelRegister.described(model, object, Map.of()), name)
                    .ifPresent(alias -> LOG.infof("model %s is registered as '%s'", sha256, alias));
            if (AliasRows.setFirstAs(handle, ModelNames.PRODUCTION, RemixSpec.DEFAULT_MODEL)) {
                LOG.infof("'%s' is what '%s' is", ModelNames.PRODUCTION, RemixSpec.DEFAULT_MODEL);
            }
        });
        return true;
    }

    /** Whether a trial has ended, or need not begin; one that failed is repeated once by each process that starts. */
    private boolean tried(Path file, String name, String sha256) {
        return jdbi.inTransaction(handle -> {
            ModelTrials.lock(handle, sha256);
            if (ModelRows.isRegistered(handle, sha256)) {
                ModelRegister.name(handle, sha256, name)
                        .ifPresent(alias -> LOG.infof("model %s is registered as '%s'", sha256, alias));
                return true;
            }
            Optional<Trial> last = ModelTrials.last(handle, sha256);
            if (last.isEmpty() || mayBeRepeated(last.get(), sha256)) {
                begin(handle, file, name, sha256);
                return false;
            }
            return refused(file, last.get());
        });
    }

    private boolean mayBeRepeated(Trial trial, String sha256) {
        // in quarantine it is for having killed its workers
        return !asked.contains(sha256) && (trial.state() == TaskState.FAILED || trial.state() == TaskState.CANCELLED);
    }

    private void begin(Handle transaction, Path file, String name, String sha256) {
        TrialSpec spec = new TrialSpec(new ObjectRef(null, ModelNames.key(sha256)), sha256, name);
        LOG.infof("%s was made elsewhere: it is tried as %s", file, ModelTrials.begin(transaction, spec));
        asked.add(sha256);
    }

    private static boolean refused(Path file, Trial trial) {
        if (!trial.state().isFinal()) {
            return false;
        }
        Failure failure = trial.failure();
        LOG.errorf(
                "%s is not registered: its trial %s is %s%s",
                file, trial.task(), trial.state(), failure == null ? "" : ": " + failure.detail());
        return true;
    }
}
