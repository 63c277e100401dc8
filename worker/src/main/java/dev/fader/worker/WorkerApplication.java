package dev.fader.worker;

import dev.fader.trainer.engine.Device;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.KafkaConfig;
import dev.fader.worker.config.LeaseConfig;
import dev.fader.worker.config.RetryConfig;
import dev.fader.worker.config.S3Config;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.fleet.Registration;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.queue.KafkaTicketSource;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Builds the worker out of configuration and the task runners that are found, and ties it to the process's life. */
@Singleton
final class WorkerApplication {

    void onStart(@Observes StartupEvent event, Worker worker) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event, Worker worker) throws InterruptedException {
        worker.stop();
    }

    @Produces
    @Singleton
    Device device(WorkerConfig config) {
        try {
            return Device.named(config.device());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fader.worker.device: " + e.getMessage(), e);
        }
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
    Worker worker(
            WorkerConfig worker,
            KafkaConfig kafka,
            Worker.Settings settings,
            Device device,
            AgroalDataSource database,
            Instance<TaskRunner> runners,
            MeterRegistry registry) {
        Jdbi jdbi = Sql.over(database);
        return new Worker(
                settings,
                jdbi,
                new Registration(jdbi, settings.id(), device, settings.slots(), worker.classes()),
                runners,
                meters -> new KafkaTicketSource(kafka.bootstrapServers(), worker.classes(), meters),
                new WorkerMeters(registry));
    }

    @Produces
    @Singleton
    Worker.Settings settings(WorkerConfig worker, KafkaConfig kafka, LeaseConfig lease, RetryConfig retry) {
        return new Worker.Settings(
                processId(worker),
                worker.slots(),
                new LeasePolicy(lease.duration(), lease.processDeaths()),
                new RetryPolicy(retry.attempts(), retry.memoryFailures(), retry.firstPause(), retry.longestPause()),
                kafka.pollWait(),
                worker.drain());
    }

    /** A restarted worker is another process: the dispatcher and the reaper must tell it from the one that died. */
    private static String processId(WorkerConfig config) {
        return config.id().orElseGet(WorkerApplication::host) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
