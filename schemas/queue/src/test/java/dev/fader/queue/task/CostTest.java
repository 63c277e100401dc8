package dev.fader.queue.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the door reads in the database for a task, whatever else is in the table. */
class CostTest {

    private static final int WAITING = 20_000;
    private static final int RUNNING = 9_000;
    private static TestDatabase database;
    private static Claims claims;
    private static Commits commits;

    @BeforeAll
    static void fillTable() {
        database = TestDatabase.create();
        claims = new Claims(database.jdbi(), "a", Duration.ofSeconds(30));
        commits = new Commits(database.jdbi(), "a");
        database.submit(TaskKinds.PING, "t", 0, WAITING, n -> new PingKind.Spec(0));
        List<TaskId> running = database.submit(TaskKinds.PING, "t", 0, RUNNING, n -> new PingKind.Spec(0));
        // statistics are from a moment at which nothing ran, so that what runs looks like a good way in
        database.execute("ANALYZE task");
        claims.claim(running, TaskKinds.ALL, false);
    }

    @Test
    void pickingReadsAsManyTasksAsItPicks() {
        Tickets.Search search = new Tickets.Search(TaskKinds.PING, "t", null, 64);

        long read = readBy(() -> assertThat(new Tickets(database.jdbi()).waiting(TaskClass.BATCH, List.of(search)))
                .hasSize(64));

        assertThat(read).isBetween(64L, 200L);
    }

    @Test
    void claimingRenewingAndCommittingReadNoOtherTasksNorLeases() {
        List<TaskId> tasks = database.submit(TaskKinds.PING, "u", 0, 64, n -> new PingKind.Spec(0));

        long read = readBy(() -> {
            List<Claim> claimed = claims.claim(tasks, TaskKinds.ALL, false);
            List<Claims.Held> held = claimed.stream()
                    .map(claim -> new Claims.Held(claim.task(), claim.fence(), 0, null))
                    .toList();
            Map<TaskId, Claims.Order> renewed = database.jdbi().withHandle(handle -> claims.renew(handle, held));
            assertThat(renewed).hasSize(64);
            assertThat(commits.commit(claimed.stream()
                            .map(claim -> new Commits.Completed(
                                    claim, Completion.of(TaskKinds.PING, new PingKind.Pong(0), 1)))
                            .toList()))
                    .hasSize(64);
        });

        assertThat(read).isBetween(64L, 64 * 12L);
    }

    @Test
    void aSearchThatBeginsSomewhereDoesNotReadWhatIsBefore() {
        Tickets tickets = new Tickets(database.jdbi());
        Tickets.Waiting far = tickets.waiting(
                        TaskClass.BATCH, List.of(new Tickets.Search(TaskKinds.PING, "t", null, WAITING - 100)))
                .getLast();

        long read = readBy(() -> assertThat(tickets.waiting(
                        TaskClass.BATCH, List.of(new Tickets.Search(TaskKinds.PING, "t", far.place(), 64))))
                .hasSize(64));

        assertThat(read).isBetween(64L, 200L);
    }

    /** Rows of table task and entries of its indexes that were read meanwhile. */
    private static long readBy(Runnable work) {
        long before = read();
        work.run();
        return read() - before;
    }

    private static long read() {
        // a connection writes down what it read when it ends, which is after it was closed here
        while (Integer.parseInt(database.one("""
                        SELECT CAST(count(*) AS text) FROM pg_stat_activity
                         WHERE datname = current_database() AND backend_type = 'client backend'
                           AND pid <> pg_backend_pid()
                        """)) > 0) {
            Thread.onSpinWait();
        }
        return Long.parseLong(database.one("""
                SELECT CAST(seq_tup_read + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'task')
                       AS text) FROM pg_stat_user_tables WHERE relname = 'task'
                """));
    }
}
