package dev.fader.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** {@code SELECT 1} on a connection of its own, which the server has to fork a process for. */
public final class PostgresProbe implements Probe {

    private static final String CONNECTION_FAILURE = "08";
    static final String SUCCESS = "00000";
    static final String STARTING_UP = "57P03";

    private final int port;

    public PostgresProbe(int port) {
        this.port = port;
    }

    @Override
    public boolean answers(Duration within) {
        return answers(state(within));
    }

    /** A server that has no connection left, or is still recovering, has answered. */
    private static boolean answers(String state) {
        return !state.startsWith(CONNECTION_FAILURE);
    }

    /** @return the SQL state that the attempt ended with; {@link #SUCCESS} when it succeeded */
    String state(Duration within) {
        long seconds = Math.max(1, within.toSeconds());
        String address = "%s&loginTimeout=%d&connectTimeout=%d&socketTimeout=%d"
                .formatted(EmbeddedPostgres.jdbcUrl(port, "postgres"), seconds, seconds, seconds);
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return SUCCESS;
        } catch (SQLException e) {
            return e.getSQLState() == null ? CONNECTION_FAILURE + "000" : e.getSQLState();
        }
    }
}
