package dev.fader.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to servers that work, that are frozen, and that have ended. */
class ProbeTest {

    private static final Duration WITHIN = Duration.ofSeconds(1);

    @Test
    void aFrozenDatabaseDoesNotAnswerAndAKilledOneRecoversOnTheSamePort(@TempDir Path dir) throws Exception {
        int port = Loopback.freePort();
        PostgresProbe probe = new PostgresProbe(port);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, port)) {
            assertThat(probe.answers(WITHIN.multipliedBy(20))).isTrue();
            write(postgres);
            signal("STOP", postgres.process());
            assertThat(probe.answers(WITHIN)).isFalse();
            signal("CONT", postgres.process());
            assertThat(probe.answers(WITHIN.multipliedBy(20))).isTrue();
            signal("KILL", postgres.process());
            postgres.process().waitFor(10, TimeUnit.SECONDS);
            assertThat(probe.answers(WITHIN)).isFalse();
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(dir, port);
                Connection connection = DriverManager.getConnection(again.jdbcUrl());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT answer FROM kept").next()).isTrue();
        }
    }

    @Test
    void aBrokerAnswersWhileItRunsAndThatIsNoticedAgainAfterARestart(@TempDir Path dir) throws Exception {
        int port = Loopback.freePort();
        try (BrokerProbe probe = new BrokerProbe(port)) {
            assertThat(probe.answers(WITHIN)).isFalse();
            try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port)) {
                assertThat(probe.answers(Duration.ofSeconds(30)))
                        .as(broker.bootstrapServers())
                        .isTrue();
            }
            assertThat(probe.answers(WITHIN)).isFalse();
        }
    }

    @Test
    void anObjectStoreThatRefusesAnUnsignedRequestHasAnswered(@TempDir Path dir) throws Exception {
        int port = Loopback.freePort();
        HttpProbe probe = HttpProbe.objectStore(port);
        try (EmbeddedObjectStore store = EmbeddedObjectStore.start(dir, port)) {
            assertThat(probe.answers(Duration.ofSeconds(30)))
                    .as(store.endpoint())
                    .isTrue();
        }
        assertThat(probe.answers(WITHIN)).isFalse();
    }

    private static void write(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
