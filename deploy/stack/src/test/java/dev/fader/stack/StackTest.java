package dev.fader.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @Test
    void databaseIsDurableAndKeepsItsDataOverARestart(@TempDir Path dir) throws Exception {
        int port = Loopback.freePort();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, port);
                Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "SHOW fsync")).isEqualTo("on");
            assertThat(one(statement, "SHOW synchronous_commit")).isEqualTo("on");
            statement.execute("CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, port);
                Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "SELECT answer FROM kept")).isEqualTo("yes");
        }
    }

    @Test
    void brokerKeepsItsTopicsOverARestart(@TempDir Path dir) throws Exception {
        int port = Loopback.freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path dir) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedObjectStore.start(dir, taken.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private static String one(Statement statement, String query) throws Exception {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
