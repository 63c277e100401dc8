package dev.fader.coordinator.pause;

import dev.fader.queue.task.Changes;
import dev.fader.queue.task.Changes.Scope;
import dev.fader.schemas.api.PauseView;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Queues and tenants of which nothing is started. What runs goes on; what is submitted meanwhile waits. */
@Singleton
public final class PauseStore {

    private final Jdbi jdbi;

    public PauseStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<PauseView> list() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT scope, name, since FROM pause ORDER BY scope, name")
                .map((row, context) -> new PauseView(
                        row.getString("scope"),
                        row.getString("name"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list());
    }

    void pause(Scope scope, String name) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO pause (scope, name) VALUES (:scope, :name) ON CONFLICT DO NOTHING")
                    .bind("scope", scope.column())
                    .bind("name", name)
                    .execute();
            Changes.untick(handle, scope, name);
        });
    }

    void resume(Scope scope, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM pause WHERE scope = :scope AND name = :name")
                .bind("scope", scope.column())
                .bind("name", name)
                .execute());
    }
}
