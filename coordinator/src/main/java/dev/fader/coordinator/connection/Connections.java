package dev.fader.coordinator.connection;

import dev.fader.coordinator.loop.Recurring;
import dev.fader.queue.outage.Breaker;
import dev.fader.queue.settings.KafkaConfig;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.sql.Sql;
import dev.fader.queue.storage.StorageClients;
import io.agroal.api.AgroalDataSource;
import io.minio.MinioClient;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Jdbi;

/** Opens what the features use. Requests and loops have pools of their own, so that neither starves the other. */
@Singleton
final class Connections {

    /** Of the question whether the database is there: a frozen one is to be told of soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** For requests. */
    @Produces
    @Singleton
    Jdbi database(AgroalDataSource database) {
        return Sql.over(database);
    }

    @Produces
    @Singleton
    @ForLoops
    Jdbi databaseOfLoops(@DataSource("loops") AgroalDataSource database) {
        return Sql.over(database);
    }

    @Produces
    @Singleton
    MinioClient storage(StorageConfig config) {
        return StorageClients.of(config);
    }

    @Produces
    @Singleton
    Outages outages(@ForLoops Jdbi jdbi, StorageConfig config) {
        return new Outages(
                new Breaker("database", () -> Sql.ask(jdbi, PATIENCE), System::nanoTime),
                new Breaker("object storage", StorageClients.probe(config), System::nanoTime));
    }

    @Produces
    @Singleton
    Recurring watching(Outages outages) {
        return Recurring.every(Duration.ofMillis(500), "outages", outages::tick);
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
}
