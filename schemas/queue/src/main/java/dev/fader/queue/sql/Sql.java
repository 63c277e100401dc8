package dev.fader.queue.sql;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
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

    /** As {@code make_interval(secs => …)} takes it. */
    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** One column of rows that are bound as arrays. */
    public static <T, V> List<V> column(Collection<T> rows, Function<T, V> value) {
        return rows.stream().map(value).toList();
    }
}
