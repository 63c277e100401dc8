package dev.fader.coordinator;

import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Jdbi as the coordinator uses it: with the array types that its statements bind. */
public final class Sql {

    private Sql() {}

    public static Jdbi over(DataSource database) {
        return Jdbi.create(database)
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Integer.class, "integer");
    }
}
