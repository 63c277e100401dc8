package dev.fader.queue.task;

import dev.fader.schemas.BatchId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes tasks of one batch with PostgreSQL's COPY, in the caller's transaction: a row costs memory only until the next
 * {@value #BUFFERED} bytes are sent. Nothing else may use the handle before it is closed.
 */
public final class TaskCopy implements AutoCloseable {

    private static final int BUFFERED = 1 << 16;

    /** What the tasks of a batch have in common. */
    public record Common(BatchId batch, TaskKind<?, ?> kind, TaskClass taskClass, String tenant, int priority) {}

    private final Handle transaction;
    private final Common common;
    private final CopyIn copy;
    /** Ids are time-ordered. */
    private @Nullable TaskId first;

    private final StringBuilder rows = new StringBuilder(BUFFERED * 2);

    public TaskCopy(Handle transaction, Common common) {
        this.transaction = transaction;
        this.common = common;
        Lanes.open(transaction, common.taskClass(), common.kind(), common.tenant());
        try {
            this.copy = transaction
                    .getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY task (id, batch_id, item, kind, class, tenant, priority, spec, metadata, retry_of)"
                            + " FROM STDIN (FORMAT csv)");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * @param spec as the kind has it
     * @param retryOf the first attempt at the same, in another batch
     */
    public TaskId add(int item, Object spec, Map<String, String> metadata, @Nullable TaskId retryOf) {
        TaskId id = TaskId.create();
        if (first == null) {
            first = id;
        }
        rows.append(id.uuid())
                .append(',')
                .append(common.batch().uuid())
                .append(',')
                .append(item)
                .append(',')
                .append(common.kind().name())
                .append(',')
                .append(common.taskClass().wireName())
                .append(',');
        quoted(common.tenant());
        rows.append(',').append(common.priority()).append(',');
        quoted(FaderJson.write(spec));
        rows.append(',');
        if (!metadata.isEmpty()) {
            quoted(FaderJson.write(metadata));
        }
        rows.append(',');
        if (retryOf != null) {
            rows.append(retryOf.uuid());
        }
        rows.append('\n');
        if (rows.length() >= BUFFERED) {
            send();
        }
        return id;
    }

    private void quoted(String text) {
        rows.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    private void send() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw failed(e);
        }
        rows.setLength(0);
    }

    /** Writes the rest. Without it, closing throws all away. */
    public void finish() {
        send();
        try {
            copy.endCopy();
            TaskId written = first;
            if (written != null) {
                Lanes.announce(
                        transaction,
                        common.taskClass(),
                        common.kind(),
                        common.tenant(),
                        new Place(common.priority(), written));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static JdbiException failed(SQLException e) {
        return new UnableToExecuteStatementException("tasks could not be written", e, null);
    }
}
