package dev.fader.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.dryrun.DryRuns;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.pause.PauseStore;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.request.Bodies;
import dev.fader.coordinator.storage.Buckets;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.coordinator.storage.ObjectListing;
import dev.fader.coordinator.submit.Submissions;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.schemas.FaderJson;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
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
    OutputSettingsCheck settings(LimitsConfig limits) {
        return new OutputSettingsCheck(limits);
    }

    @Produces
    @Singleton
    Submissions submissions(
            Jdbi jdbi,
            LimitsConfig limits,
            PresetStore presets,
            OutputSettingsCheck settings,
            MinioClient storage,
            StorageConfig s3,
            RetentionConfig retention) {
        Submissions.Storage inputs = new Submissions.Storage(
                new ObjectListing(storage, s3.bucket()),
                new Buckets(s3.bucket(), s3.allowedBuckets().orElse(List.of())));
        return new Submissions(jdbi, limits, presets, settings, inputs, retention.idempotencyKeys());
    }

    /** JSON as our records have it, for the framework as well. */
    @Produces
    @Singleton
    ObjectMapper json() {
        return FaderJson.mapper();
    }

    @Produces
    @Singleton
    Bodies bodies(LimitsConfig limits) {
        return new Bodies(limits);
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
