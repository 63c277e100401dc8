package dev.fader.cli.supervise;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/** Starts parts, keeps them alive, and stops them in the reverse order of their start. */
public final class Supervisor implements AutoCloseable {

    private static final String STOPPED = "stopped before it was done";

    private final Patience patience;
    private final Consumer<String> screen;
    private final Runnable changed;
    // read by the keepers' own threads, too, while the others are being stopped
    private final Deque<Keeper> keepers = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<CommandFailure> broken = new CompletableFuture<>();
    private boolean closing;

    /**
     * @param screen hears what happens to the parts and what is done about it, a line at a time
     * @param changed is called when another process has become a part
     */
    public Supervisor(Patience patience, Consumer<String> screen, Runnable changed) {
        this.patience = patience;
        this.screen = screen;
        this.changed = changed;
    }

    /** Starts a part, and returns when its process runs; it may not be able to work yet. */
    public void launch(Part part) throws IOException, InterruptedException {
        synchronized (this) {
            requireOpen();
            screen.accept("starting " + part.name());
            keepers.push(new Keeper(part, patience, screen, changed, broken::complete));
        }
        changed.run();
    }

    /**
     * Waits until the parts that were launched answer; from then on they are kept alive.
     *
     * @throws CommandFailure with the last words of one that ended before
     */
    public void awaitAnswers() throws InterruptedException {
        for (Keeper keeper : keepers().reversed()) {
            if (!keeper.isWatching()) {
                keeper.awaitAnswer();
                synchronized (this) {
                    requireOpen();
                    keeper.watch();
                }
            }
        }
    }

    /** The parts in the order of their start, as they run now. */
    public List<Supervised> parts() {
        return keepers().reversed().stream().map(Supervised::of).toList();
    }

    /** Completes when a part has ended so often that starting it again is no help. */
    public CompletableFuture<CommandFailure> broken() {
        return broken;
    }

    /** While all is being stopped, whatever fails does so because of that. */
    public synchronized CommandFailure orStopped(CommandFailure failure) {
        return closing ? CommandFailure.failed(STOPPED) : failure;
    }

    /** The last one started comes first. */
    private List<Keeper> keepers() {
        return List.copyOf(keepers);
    }

    private void requireOpen() {
        if (closing) {
            throw CommandFailure.failed(STOPPED);
        }
    }

    /** Stops what runs. A part that does not stop does not keep the others from it. */
    @Override
    public synchronized void close() {
        closing = true;
        while (!keepers.isEmpty()) {
            Keeper keeper = keepers.pop();
            screen.accept("stopping " + keeper.part().name());
            try {
                keeper.close();
            } catch (IOException e) {
                screen.accept("%s did not stop: %s".formatted(keeper.part().name(), e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
