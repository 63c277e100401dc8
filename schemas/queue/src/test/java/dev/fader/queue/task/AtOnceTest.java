package dev.fader.queue.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.TestDatabase;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.PingKind;
import dev.fader.schemas.kind.TaskKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that change many tasks, at the same time and in any order. */
class AtOnceTest {

    private static final int TASKS = 2000;
    private static final int TURNS = 10;

    private final TestDatabase database = TestDatabase.create();
    private final List<TaskId> tasks = database.readyTasks(TASKS);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void commitsAndRenewalsOfTheSameTasksDoNotBlockEachOther() throws Exception {
        Claims claims = new Claims(database.jdbi(), "a", Duration.ofSeconds(30));
        Commits commits = new Commits(database.jdbi(), "a");
        List<Claim> claimed = claims.claim(tasks, TaskKinds.ALL, false);

        atOnce(
                () -> database.jdbi()
                        .withHandle(handle -> claims.renew(
                                handle,
                                shuffled(claimed).stream()
                                        .map(claim -> new Claims.Held(claim.task(), claim.fence(), 0, null))
                                        .toList())),
                () -> commits.commit(shuffled(claimed).subList(0, TASKS / TURNS).stream()
                        .map(claim ->
                                new Commits.Completed(claim, Completion.of(TaskKinds.PING, new PingKind.Pong(0), 1)))
                        .toList()));

        assertThat(database.count("state = 'DONE'"))
                .isEqualTo(Integer.parseInt(database.one("SELECT CAST(count(*) AS text) FROM result")))
                .isPositive();
    }

    @Test
    void ticketsAreMarkedTakenBackAndForgottenByAllWhoMay() throws Exception {
        Tickets tickets = new Tickets(database.jdbi());

        atOnce(
                () -> tickets.ticket(shuffled(tasks)),
                () -> tickets.unticket(shuffled(tasks)),
                () -> tickets.forget(TaskClass.BATCH, Duration.ZERO),
                () -> {
                    database.jdbi().useHandle(handle -> Changes.untick(handle, Changes.Scope.TENANT, "default"));
                    return 0;
                });

        assertThat(database.count("state = 'READY'")).isEqualTo(TASKS);
    }

    /** Each of them again and again, beside the others. */
    private void atOnce(Callable<?>... works) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (Callable<?> work : works) {
            running.add(threads.submit(() -> {
                for (int turn = 0; turn < TURNS; turn++) {
                    work.call();
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get(1, TimeUnit.MINUTES);
        }
    }

    private static <T> List<T> shuffled(List<T> all) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, new Random());
        return copy;
    }
}
