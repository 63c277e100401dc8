package dev.fader.cli.prove;

import dev.fader.schemas.RunId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the database itself says of runs. */
record RunLedger(String url) {

    /**
     * What was recorded of a run.
     *
     * @param epochs that ended, each counted once
     * @param epochRows how often an epoch ended
     * @param steps that a loss was recorded of, each counted once
     * @param stepRows how many such records no later attempt superseded
     * @param superseded records that one did
     */
    record Account(long epochs, long epochRows, long steps, long stepRows, long superseded) {}

    /** The worker that trains a run now, by the id that it registered. */
    Optional<String> workerOf(RunId run) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT worker FROM task WHERE batch_id = ? AND kind = 'epoch' AND state = 'RUNNING'")) {
            query.setObject(1, run.uuid());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    Account account(RunId run) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement("""
                        WITH loss AS (
                             SELECT step, step >= from_step AND (until_step IS NULL OR step < until_step) AS current
                               FROM run_metric JOIN run_attempt
                                    ON run_attempt.run_id = run_metric.run_id AND number = attempt
                              WHERE run_metric.run_id = ? AND name = 'loss_db')
                        SELECT (SELECT count(DISTINCT epoch) FROM run_epoch WHERE run_id = ?),
                               (SELECT count(*) FROM run_epoch WHERE run_id = ?),
                               count(DISTINCT step) FILTER (WHERE current), count(*) FILTER (WHERE current),
                               count(*) FILTER (WHERE NOT current)
                          FROM loss
                        """)) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                query.setObject(parameter, run.uuid());
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Account(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    /** How often an epoch of a run was begun. */
    long attempts(RunId run) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*) FROM run_attempt WHERE run_id = ?")) {
            query.setObject(1, run.uuid());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How long each file of a batch waited until it was first begun, in seconds, shortest first. */
    List<Double> waits(String batch) throws SQLException {
        List<Double> waits = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement("""
                        SELECT CAST(extract(epoch FROM started_at - created_at) AS double precision) AS wait
                          FROM task WHERE batch_id = CAST(? AS uuid) AND started_at IS NOT NULL ORDER BY wait
                        """)) {
            query.setString(1, batch);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    waits.add(row.getDouble(1));
                }
            }
        }
        return waits;
    }

    /** Holds up the end of the run's epochs in the middle of their commit, until it is closed. */
    HeldCommit holdCommits(RunId run) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement("SELECT id FROM run WHERE id = ? FOR UPDATE")) {
            lock.setObject(1, run.uuid());
            lock.executeQuery().close();
        }
        return new HeldCommit(url, connection);
    }

    /** Commits wait for its lock. */
    record HeldCommit(String url, Connection connection) implements AutoCloseable {

        /** Whether an epoch's commit waits, with its result written and its next task not. */
        boolean waits() throws SQLException {
            // within a transaction the activity of others would be seen as it was at its beginning
            try (Connection fresh = DriverManager.getConnection(url);
                    ResultSet row = fresh.createStatement()
                            .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND query LIKE '%most_epochs%'")) {
                row.next();
                return row.getLong(1) > 0;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
