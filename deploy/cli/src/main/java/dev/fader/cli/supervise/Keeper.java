package dev.fader.cli.supervise;

import dev.fader.cli.client.CommandFailure;
import dev.fader.stack.Probe;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Looks after one part, on a thread of its own once it has been started. */
final class Keeper implements AutoCloseable {

    private final Part part;
    private final Patience patience;
    private final Consumer<String> screen;
    private final Runnable changed;
    private final Consumer<CommandFailure> givenUp;
    private final Judgement judgement;
    private final Thread thread;
    private volatile Running running;
    private volatile boolean watching;

    /**
     * Starts the part.
     *
     * @param screen hears in one line what happened and what is done about it
     * @param changed is called when the part has become another process
     * @param givenUp hears the last words of a part that cannot live
     */
    Keeper(Part part, Patience patience, Consumer<String> screen, Runnable changed, Consumer<CommandFailure> givenUp)
            throws IOException, InterruptedException {
        this.part = part;
        this.patience = patience;
        this.screen = screen;
        this.changed = changed;
        this.givenUp = givenUp;
        this.judgement = new Judgement(patience, InstantSource.system());
        this.running = part.start();
        this.thread = new Thread(this::keep, "keep " + part.id());
        this.thread.setDaemon(true);
    }

    Part part() {
        return part;
    }

    Running running() {
        return running;
    }

    /** Waits for the first answer. @throws CommandFailure when it ends before that, or takes too long */
    void awaitAnswer() throws InterruptedException {
        while (!judgement.hasAnswered()) {
            if (running.awaitEnd(Duration.ofMillis(100))) {
                throw running.ended();
            }
            if (judgement.isFrozenAfterProbe(part.probe().answers(patience.probeWithin()))) {
                throw CommandFailure.unreachable("%s has not answered on port %d for %d s; the logs tell why"
                        .formatted(part.name(), part.port(), patience.startup().toSeconds()));
            }
        }
    }

    boolean isWatching() {
        return watching;
    }

    /** From now on it is started again when it ends or freezes. */
    void watch() {
        watching = true;
        thread.start();
    }

    private void keep() {
        try {
            boolean alive = true;
            while (alive) {
                alive = look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it is worth looking again */
    private boolean look() throws InterruptedException {
        if (running.awaitEnd(patience.probeEvery())) {
            return afterItsEnd(running.ended());
        }
        boolean before = judgement.hasAnswered();
        boolean frozen = judgement.isFrozenAfterProbe(part.probe().answers(patience.probeWithin()));
        if (!before && judgement.hasAnswered()) {
            screen.accept(part.name() + " answers again");
        }
        // one that has ended meanwhile is no frozen one
        if (frozen && running.process().isAlive()) {
            screen.accept("%s (process %d) is alive but %s: killing it"
                    .formatted(
                            part.name(),
                            running.process().pid(),
                            before
                                    ? "left %d questions in a row unanswered".formatted(patience.misses())
                                    : "has not answered since its start"));
            running.kill();
        }
        return true;
    }

    private boolean afterItsEnd(CommandFailure lastWords) throws InterruptedException {
        return switch (judgement.ended()) {
            case Judgement.AfterEnd.StartAgain again -> {
                screen.accept("%s; starting it again in %.1f s (%d of %d)"
                        .formatted(
                                lastWords.getMessage(),
                                again.pause().toMillis() / 1000.0,
                                again.restart(),
                                patience.restarts()));
                Thread.sleep(again.pause());
                yield startAgain();
            }
            case Judgement.AfterEnd.GiveUp end -> {
                givenUp.accept(CommandFailure.unreachable("%s; it was started again %d times, which was no help"
                        .formatted(lastWords.getMessage(), end.restarts())));
                yield false;
            }
        };
    }

    private boolean startAgain() throws InterruptedException {
        try {
            // what is left of it would be in the way
            running.kill();
            judgement.started();
            running = part.start();
            changed.run();
            return true;
        } catch (IOException | RuntimeException e) {
            return afterItsEnd(
                    CommandFailure.unreachable("%s could not be started: %s".formatted(part.name(), e.getMessage())));
        }
    }

    /** Looks no more, and stops the part. */
    @Override
    public void close() throws IOException, InterruptedException {
        thread.interrupt();
        if (thread.isAlive()) {
            thread.join();
        }
        try (Probe probe = part.probe()) {
            running.close();
        }
    }
}
