package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.TaskId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Kills workers: one after the other as time goes by, and whichever runs the poison file, each time it does. */
final class WorkerKills implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final LocalStack stack;
    private final Ledger ledger;
    private final int workers;
    private final Consumer<String> screen;
    private final AtomicInteger kills = new AtomicInteger();
    private volatile @Nullable TaskId poison;
    private volatile boolean closed;
    private @Nullable Thread byTime;
    private @Nullable Thread byPoison;

    WorkerKills(LocalStack stack, Ledger ledger, int workers, Consumer<String> screen) {
        this.stack = stack;
        this.ledger = ledger;
        this.workers = workers;
        this.screen = screen;
    }

    int count() {
        return kills.get();
    }

    /** A task that takes its worker with it. */
    void poison(TaskId task) {
        poison = task;
        byPoison = Thread.ofVirtual().name("poison").start(this::bePoison);
    }

    /** Kills one worker after the other, with that pause. */
    void every(Duration pause) {
        byTime = Thread.ofVirtual().name("worker kills").start(() -> {
            for (int n = 0; sleep(pause); n++) {
                kill("worker-" + (1 + n % workers), "as time goes by");
            }
        });
    }

    private void bePoison() {
        while (sleep(LOOK)) {
            TaskId task = poison;
            try {
                Optional<String> worker = task == null ? Optional.empty() : ledger.workerOf(task);
                // a worker registers with the name of its part and something of its own
                worker.ifPresent(id -> kill(id.replaceFirst("-[0-9a-f]{8}$", ""), "it runs the poison file"));
                if (worker.isPresent()) {
                    awaitEndOf(task, worker.get());
                }
            } catch (SQLException e) {
                // the database is away: nothing is claimed
            }
        }
    }

    /** The process that was killed is in the books until its lease expires. */
    private void awaitEndOf(@Nullable TaskId task, String worker) {
        while (sleep(LOOK)) {
            try {
                if (task == null || !ledger.workerOf(task).equals(Optional.of(worker))) {
                    return;
                }
            } catch (SQLException e) {
                // asked again when the database answers
            }
        }
    }

    private void kill(String part, String why) {
        try {
            Supervised worker = stack.part(part);
            worker.process().ifPresent(process -> {
                screen.accept("killing %s (process %d): %s".formatted(part, worker.pid(), why));
                process.destroyForcibly();
                kills.incrementAndGet();
            });
        } catch (CommandFailure e) {
            // it is being started again
        }
    }

    private boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : new Thread[] {byTime, byPoison}) {
            if (thread != null) {
                thread.interrupt();
                thread.join();
            }
        }
    }
}
