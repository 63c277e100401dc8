package dev.fader.coordinator;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.dryrun.DryRuns;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.pause.PauseStore;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.preset.SettingsCheck;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.coordinator.storage.ObjectListing;
import dev.fader.coordinator.submit.Intake;
import dev.fader.queue.settings.StorageConfig;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Builds the parts of the coordinator out of configuration. */
@Singleton
final class CoordinatorApplication {

    @Produces
    @Singleton
    PresetStore presets(Jdbi jdbi) {
        return new PresetStore(jdbi);
    }

    @Produces
    @Singleton
    SettingsCheck settings(LimitsConfig limits) {
        return new SettingsCheck(limits);
    }

    @Produces
    @Singleton
    Intake intake(
            Jdbi jdbi,
            LimitsConfig limits,
            PresetStore presets,
            SettingsCheck settings,
            MinioClient storage,
            StorageConfig s3,
            RetentionConfig retention) {
        ObjectListing objects = new ObjectListing(storage, s3.bucket());
        return new Intake(jdbi, limits, presets, settings, objects, retention.idempotencyKeys());
    }

    @Produces
    @Singleton
    PauseStore pauses(Jdbi jdbi) {
        return new PauseStore(jdbi);
    }

    @Produces
    @Singleton
    DryRuns dryRuns(Jdbi jdbi, Fleet fleet) {
        return new DryRuns(jdbi, fleet);
    }

    @Produces
    @Singleton
    ObjectLinks links(MinioClient storage, StorageConfig config) {
        return new ObjectLinks(storage, config.bucket(), config.linkValidity(), Clock.systemUTC());
    }
}
