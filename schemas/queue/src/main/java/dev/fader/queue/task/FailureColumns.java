package dev.fader.queue.task;

import dev.fader.schemas.Failure;
import dev.fader.schemas.FailureClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The columns of table task that say why its last attempt failed. */
public final class FailureColumns {

    private FailureColumns() {}

    /** @return null when none has */
    public static @Nullable Failure read(ResultSet row) throws SQLException {
        String failureClass = row.getString("failure_class");
        return failureClass == null
                ? null
                : new Failure(
                        FailureClass.valueOf(failureClass),
                        row.getString("failure_reason"),
                        row.getString("failure_detail"));
    }
}
