package dev.fader.worker.train;

import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.Worker;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.dataset.DatasetCache;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Builds what trains out of configuration. */
@Singleton
final class TrainBeans {

    @Produces
    @Singleton
    Sessions sessions(
            Songs songs,
            DatasetCache cache,
            ModelFiles models,
            SeparatorLoader loader,
            NetworkTurn turn,
            Device device) {
        return new Sessions(songs, models, new Estimates(cache, models, loader, turn), device);
    }

    @Produces
    @Singleton
    RunFolders folders(Sessions sessions, ObjectStorage storage, ScratchSpace space) {
        return new RunFolders(sessions, new Checkpoints(storage), space);
    }

    void onStart(@Observes StartupEvent event, Worker worker, RunFolders folders) {
        worker.registration().keepsWarm(folders::warmRun);
    }

    void close(@Disposes RunFolders folders) {
        folders.close();
    }

    @Produces
    @Singleton
    TaskRunner<EpochKind.Spec> epochs(
            RunFolders folders,
            ObjectStorage storage,
            NetworkTurn turn,
            Jdbi jdbi,
            Worker.Settings settings,
            TrainConfig config) {
        return new EpochRunner(
                folders,
                new Checkpoints(storage),
                new RunJournal(jdbi, settings.id(), settings.device()),
                turn,
                new EpochRunner.Rhythm(config.turn(), config.checkpointEvery(), config.recordEvery()),
                settings.device());
    }

    @Produces
    @Singleton
    TaskRunner<PreflightKind.Spec> preflights(RunFolders folders, NetworkTurn turn, Worker.Settings settings) {
        return new PreflightRunner(folders, turn, settings.device());
    }
}
