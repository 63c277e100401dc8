package dev.fader.queue.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Jdbi as both services use it: with the array types that statements bind. */
public final class Sql {

    private Sql() {}

    public static Jdbi over(DataSource database) {
        return Jdbi.create(database)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Double.class, "double precision");
    }

    /**
     * Asks whether the database answers.
     *
     * @param within how long it may take, also where the connection is open and nothing comes through it
     * @throws org.jdbi.v3.core.JdbiException when it does not
     * @throws SQLException when the connection is broken
     */
    public static void ask(Jdbi jdbi, Duration within) throws SQLException {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(within.toMillis()));
            handle.execute("SELECT 1");
            connection.setNetworkTimeout(Runnable::run, before);
        }
    }

    /** As {@code make_interval(secs => …)} takes it. */
    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** One column of rows that are bound as arrays. */
    public static <T, V> List<V> column(Collection<T> rows, Function<T, V> value) {
        return rows.stream().map(value).toList();
    }
}
