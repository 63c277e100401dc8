package dev.fader.cli.prove;

import dev.fader.schemas.TaskId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the database itself says of the tasks, past the service and past what stands before the database. */
record Ledger(String url) {

    /** How many tasks reached each end, and how many reached more than one. */
    record Account(Map<String, Integer> states, int doubled, int resultsWithoutEnd) {

        int in(String state) {
            return states.getOrDefault(state, 0);
        }

        /** Without a verdict. */
        int open() {
            return in("READY") + in("RUNNING");
        }

        int all() {
            return states.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** The worker that runs a task now, by the id that it registered. */
    Optional<String> workerOf(TaskId task) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query =
                        connection.prepareStatement("SELECT worker FROM task WHERE id = ? AND state = 'RUNNING'")) {
            query.setObject(1, task.uuid());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    Account account() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            Map<String, Integer> states = new HashMap<>();
            try (ResultSet row = connection
                    .createStatement()
                    .executeQuery("SELECT state, CAST(count(*) AS integer) FROM task GROUP BY state")) {
                while (row.next()) {
                    states.put(row.getString(1), row.getInt(2));
                }
            }
            return new Account(states, count(connection, """
                            SELECT count(*) FROM (SELECT task_id FROM event
                             WHERE data ->> 'state' IN ('DONE', 'REVIEW', 'FAILED', 'CANCELLED', 'QUARANTINED')
                             GROUP BY task_id HAVING count(*) > 1) AS twice
                            """), count(connection, """
                            SELECT count(*) FROM result JOIN task ON id = task_id WHERE state NOT IN ('DONE', 'REVIEW')
                            """));
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** @return what of the tasks is quarantined */
    Optional<TaskId> quarantined() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row =
                        connection.createStatement().executeQuery("SELECT id FROM task WHERE state = 'QUARANTINED'")) {
            return row.next() ? Optional.of(new TaskId(row.getObject(1, UUID.class))) : Optional.empty();
        }
    }

    /** How long after a moment the first task was done that had waited since before it; zero when none waited. */
    Duration recovery(Instant healed) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement("SELECT min(finished_at) FROM task"
                        + " WHERE state IN ('DONE', 'REVIEW') AND created_at < ? AND finished_at > ?")) {
            query.setTimestamp(1, Timestamp.from(healed));
            query.setTimestamp(2, Timestamp.from(healed));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                Timestamp first = row.getTimestamp(1);
                return first == null ? Duration.ZERO : Duration.between(healed, first.toInstant());
            }
        }
    }
}
