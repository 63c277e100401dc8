package dev.fader.queue.model;

import dev.fader.queue.event.Outbox;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.event.ModelPromoted;
import dev.fader.schemas.model.AliasMove;
import dev.fader.schemas.model.AliasView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tables model_alias and alias_move: an alias moves by being set for the first time, by a promotion that was won, or by
 * an operator's reason, and each move is written down with it. Every method works in the caller's transaction.
 */
public final class AliasRows {

    private static final int ALL = 1000;

    private AliasRows() {}

    /** Sets an alias that there is not yet. @return whether it was set */
    public static boolean setFirst(Handle transaction, String name, String sha256) {
        boolean set = transaction
                        .createUpdate("INSERT INTO model_alias (name, model_sha256) VALUES (:name, :sha256)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("name", name)
                        .bind("sha256", sha256)
                        .execute()
                == 1;
        if (set) {
            record(transaction, name, new Move(null, sha256, null, null));
        }
        return set;
    }

    /** Sets an alias that there is not yet to what another names. @return whether it was set */
    public static boolean setFirstAs(Handle transaction, String name, String other) {
        return model(transaction, other)
                .map(sha256 -> setFirst(transaction, name, sha256))
                .orElse(false);
    }

    /** Moves an alias from the incumbent to the winner. @return false when it names another by now; nothing is changed */
    public static boolean promote(Handle transaction, String name, String incumbent, String winner, TaskId promotion) {
        boolean moved = transaction
                        .createUpdate("UPDATE model_alias SET model_sha256 = :winner"
                                + " WHERE name = :name AND model_sha256 = :incumbent")
                        .bind("name", name)
                        .bind("winner", winner)
                        .bind("incumbent", incumbent)
                        .execute()
                == 1;
        if (moved) {
            record(transaction, name, new Move(incumbent, winner, promotion, null));
        }
        return moved;
    }

    /** Moves an alias, or sets it, because an operator says so. */
    public static void overrule(Handle transaction, String name, String sha256, String reason) {
        String before = transaction
                .createQuery("SELECT model_sha256 FROM model_alias WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
        transaction
                .createUpdate("INSERT INTO model_alias (name, model_sha256) VALUES (:name, :sha256)"
                        + " ON CONFLICT (name) DO UPDATE SET model_sha256 = excluded.model_sha256")
                .bind("name", name)
                .bind("sha256", sha256)
                .execute();
        record(transaction, name, new Move(before, sha256, null, reason));
    }

    /** SHA-256 of the model that an alias names. */
    public static Optional<String> model(Handle handle, String name) {
        return handle.createQuery("SELECT model_sha256 FROM model_alias WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** With all of its moves. */
    public static Optional<AliasView> find(Handle handle, String name) {
        return model(handle, name).map(sha256 -> new AliasView(name, sha256, moves(handle, name, ALL)));
    }

    /** By name, each with its last move. */
    public static List<AliasView> list(Handle handle) {
        return handle.createQuery("SELECT name FROM model_alias ORDER BY name").mapTo(String.class).list().stream()
                .map(name -> new AliasView(name, model(handle, name).orElseThrow(), moves(handle, name, 1)))
                .toList();
    }

    /** Names of all. */
    public static List<String> names(Handle handle) {
        return handle.createQuery("SELECT name FROM model_alias ORDER BY name")
                .mapTo(String.class)
                .list();
    }

    private static List<AliasMove> moves(Handle handle, String name, int most) {
        return handle.createQuery("SELECT from_sha256, to_sha256, task_id, overruled, reason, moved_at FROM alias_move"
                        + " WHERE name = :name ORDER BY seq DESC LIMIT :most")
                .bind("name", name)
                .bind("most", most)
                .map((row, context) -> move(row))
                .list();
    }

    private static AliasMove move(ResultSet row) throws SQLException {
        UUID task = row.getObject("task_id", UUID.class);
        return new AliasMove(
                row.getString("from_sha256"),
                row.getString("to_sha256"),
                task == null ? null : new TaskId(task),
                row.getBoolean("overruled"),
                row.getString("reason"),
                row.getObject("moved_at", OffsetDateTime.class).toInstant());
    }

    private record Move(
            @Nullable String from,
            String to,
            @Nullable TaskId promotion,
            @Nullable String reason) {}

    /** Every move is one row and one event, in the transaction that moves. */
    private static void record(Handle transaction, String name, Move move) {
        TaskId promotion = move.promotion();
        transaction
                .createUpdate("""
                        INSERT INTO alias_move (name, from_sha256, to_sha256, task_id, overruled, reason)
                        VALUES (:name, :from, :to, CAST(:task AS uuid), :overruled, :reason)
                        """)
                .bind("name", name)
                .bind("from", move.from())
                .bind("to", move.to())
                .bind("task", promotion == null ? null : promotion.uuid())
                .bind("overruled", move.reason() != null)
                .bind("reason", move.reason())
                .execute();
        Outbox.add(transaction, List.of(new ModelPromoted(name, move.from(), move.to(), promotion, move.reason())));
    }
}
