package dev.fader.worker;

import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Jdbi as the worker uses it: with the array types that its statements bind. */
public final class Sql {

    private Sql() {}

    public static Jdbi over(DataSource database) {
        return Jdbi.create(database)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Double.class, "double precision");
    }
}
