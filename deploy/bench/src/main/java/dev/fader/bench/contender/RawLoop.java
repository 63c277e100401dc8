package dev.fader.bench.contender;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What PostgreSQL gives without a queue around it: threads that claim 50 tasks in a statement by SKIP LOCKED, and end
 * each with one more that sets it done under its fence and writes its result and event. No leases are renewed, nothing
 * is fair, nobody is told.
 */
public final class RawLoop implements Contender {

    private static final String CLAIM = """
            UPDATE task SET state = 1, fence = fence + 1, lease_until = now() + interval '30 s'
             WHERE id = ANY(ARRAY(SELECT id FROM task WHERE class = 0 AND state = 0
                                   ORDER BY priority, id LIMIT 50 FOR UPDATE SKIP LOCKED))
            RETURNING id, fence
            """;
    private static final String END = """
            WITH ended AS (
                 UPDATE task SET state = 2, lease_until = NULL, done_at = now()
                  WHERE id = ? AND fence = ? AND state = 1 RETURNING id, fence),
            results AS (INSERT INTO result (task_id, fence, body) SELECT id, fence, '{"more": 0}' FROM ended)
            INSERT INTO event (task_id, body) SELECT id, '{"state": "DONE"}' FROM ended
            """;

    private final BenchDatabase database;
    private final int threads;
    private final AtomicLong committed = new AtomicLong();
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;

    public RawLoop(BenchDatabase database, int threads) {
        this.database = database;
        this.threads = threads;
        database.execute(
                """
                CREATE TABLE task (
                    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    class       smallint NOT NULL DEFAULT 0,
                    priority    smallint NOT NULL DEFAULT 0,
                    state       smallint NOT NULL DEFAULT 0,
                    fence       bigint NOT NULL DEFAULT 0,
                    lease_until timestamptz,
                    done_at     timestamptz,
                    payload     text NOT NULL)
                """,
                "CREATE INDEX task_ready ON task (class, priority, id) WHERE state = 0",
                "CREATE INDEX task_leased ON task (lease_until) WHERE lease_until IS NOT NULL",
                "CREATE TABLE result (task_id bigint PRIMARY KEY, fence bigint NOT NULL, body text NOT NULL)",
                """
                CREATE TABLE event (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task_id bigint NOT NULL, body text NOT NULL)
                """);
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String configuration() {
        return "%d threads, claim 50 by SKIP LOCKED, one fenced statement a task".formatted(threads);
    }

    @Override
    public void fill(int waiting) {
        submit(Math.toIntExact(Math.max(0, waiting - database.count("SELECT count(*) FROM task WHERE state = 0"))));
        database.execute("VACUUM (ANALYZE) task", "VACUUM (ANALYZE) result", "VACUUM (ANALYZE) event", "CHECKPOINT");
    }

    @Override
    public void submit(int tasks) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO task (payload) SELECT '{\"more\": 0}' FROM generate_series(1, ?)", tasks));
    }

    @Override
    public void start() {
        stopped = false;
        for (int n = 0; n < threads; n++) {
            Thread thread = new Thread(this::loop, "raw-" + n);
            running.add(thread);
            thread.start();
        }
    }

    private record Claimed(long id, long fence) {}

    private void loop() {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement end = connection.prepareStatement(END)) {
            while (!stopped) {
                List<Claimed> tasks = new ArrayList<>();
                try (ResultSet rows = claim.executeQuery()) {
                    while (rows.next()) {
                        tasks.add(new Claimed(rows.getLong(1), rows.getLong(2)));
                    }
                }
                for (Claimed task : tasks) {
                    end.setLong(1, task.id());
                    end.setLong(2, task.fence());
                    committed.addAndGet(end.executeUpdate());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        stopped = true;
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.clear();
    }

    @Override
    public long committed() {
        return committed.get();
    }

    @Override
    public long committed(Span span) {
        return database.count(
                "SELECT count(*) FROM task WHERE done_at >= ? AND done_at < ?",
                span.from().atOffset(ZoneOffset.UTC),
                span.to().atOffset(ZoneOffset.UTC));
    }

    @Override
    public void verify() {
        long done = database.count("SELECT count(*) FROM task WHERE state = 2");
        long results = database.count("SELECT count(*) FROM result");
        if (done != committed.get() || done != results) {
            throw new IllegalStateException("the raw loop committed %d tasks; %d are done, with %d results"
                    .formatted(committed.get(), done, results));
        }
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
