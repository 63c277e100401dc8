package dev.fader.coordinator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.config.KafkaConfig;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.config.S3Config;
import dev.fader.coordinator.dryrun.DryRuns;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.kafka.TopicKeeper;
import dev.fader.coordinator.pause.PauseStore;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.preset.PresetStore;
import dev.fader.coordinator.request.Bodies;
import dev.fader.coordinator.retain.Sweeper;
import dev.fader.coordinator.storage.Buckets;
import dev.fader.coordinator.storage.ObjectLinks;
import dev.fader.coordinator.storage.ObjectListing;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.coordinator.submit.Submissions;
import dev.fader.coordinator.task.TaskStore;
import dev.fader.schemas.FaderJson;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Jdbi;

/** Builds the parts of the coordinator out of configuration. */
@Singleton
final class CoordinatorApplication {

    @Produces
    @Singleton
    Jdbi database(AgroalDataSource database) {
        return Sql.over(database);
    }

    @Produces
    @Singleton
    BatchStore batches(Jdbi jdbi) {
        return new BatchStore(jdbi);
    }

    @Produces
    @Singleton
    TaskStore tasks(Jdbi jdbi) {
        return new TaskStore(jdbi);
    }

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
            S3Config s3,
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
    Sweeper sweeper(Jdbi jdbi, MinioClient storage, S3Config s3, RetentionConfig retention) {
        return new Sweeper(jdbi, new StoredObjects(storage, s3.bucket()), retention, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Fleet fleet(Jdbi jdbi, DispatchConfig config) {
        return new Fleet(jdbi, config.workerSilence());
    }

    @Produces
    @Singleton
    MinioClient storage(S3Config config) {
        return MinioClient.builder()
                .endpoint(config.endpoint())
                .credentials(config.accessKey(), config.secretKey())
                .region(config.region())
                .build();
    }

    @Produces
    @Singleton
    ObjectLinks links(MinioClient storage, S3Config config) {
        return new ObjectLinks(storage, config.bucket(), config.linkValidity(), Clock.systemUTC());
    }

    @Produces
    @Singleton
    CoordinatorMeters meters(MeterRegistry registry) {
        return new CoordinatorMeters(registry);
    }

    @Produces
    @Singleton
    Admin admin(KafkaConfig config) {
        return Admin.create(Map.of(
                "bootstrap.servers", config.bootstrapServers(),
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "10000"));
    }

    void close(@Disposes Admin admin) {
        admin.close();
    }

    @Produces
    @Singleton
    TopicKeeper topics(Admin admin, KafkaConfig config) {
        return new TopicKeeper(admin, config.partitions(), config.replicas());
    }
}
