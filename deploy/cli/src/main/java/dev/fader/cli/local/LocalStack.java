package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.supervise.Part;
import dev.fader.cli.supervise.Patience;
import dev.fader.cli.supervise.Supervised;
import dev.fader.cli.supervise.Supervisor;
import dev.fader.stack.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka, the S3 server, the coordinator and workers as child processes that are kept alive. They stop in the
 * reverse order of their start; closing while it starts stops what has been started.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** What a stack that was killed leaves ends by itself in that time. */
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(40);

    private final StackPlan plan;
    private final Consumer<String> screen;
    private final Supervisor supervisor;
    private final Object noteLock = new Object();
    private @Nullable Thaw thaw;
    private boolean closed;

    /** @param screen hears what happens to the parts and what is done about it, a line at a time */
    public LocalStack(StackPlan plan, Patience patience, Consumer<String> screen) {
        this.plan = plan;
        this.screen = screen;
        this.supervisor = new Supervisor(patience, screen, this::note);
    }

    /**
     * Starts everything and waits until it can work.
     *
     * @throws CommandFailure naming the part that could not be started, and what to do
     */
    public void start() throws InterruptedException {
        try {
            Files.createDirectories(plan.logs());
            claimData();
            System.setProperty(
                    "fader.stack.log", plan.logs().resolve("fader.log").toString());
            launch(plan.stores());
            launch(List.of(plan.coordinator()));
            awaitReady(plan.ports().api());
            launch(plan.workerParts());
            for (int n = 0; n < plan.workers(); n++) {
                awaitReady(plan.ports().workerApi(n));
            }
        } catch (CommandFailure e) {
            throw orStopped(e);
        } catch (PortTakenException e) {
            plan.ports().requireFree(plan.workers());
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw orStopped(CommandFailure.unreachable(String.valueOf(e.getMessage())));
        }
    }

    /** The parts in the order of their start, as they run now. */
    public List<Supervised> parts() {
        return supervisor.parts();
    }

    /** The process of a part. @param name such as {@code coordinator} or {@code worker-1} */
    public Supervised part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.unreachable("no part of this stack is called " + name));
    }

    /** Completes when a part has ended so often that starting it again is no help. */
    public CompletableFuture<CommandFailure> broken() {
        return supervisor.broken();
    }

    /** While the stack stops, whatever fails does so because of that. */
    public CommandFailure orStopped(CommandFailure failure) {
        return supervisor.orStopped(failure);
    }

    private void launch(List<Part> parts) throws IOException, InterruptedException {
        for (Part part : parts) {
            supervisor.launch(part);
        }
        supervisor.awaitAnswers();
    }

    /** One stack to a folder; what a killed one held is free again in a while. */
    private void claimData() throws IOException, InterruptedException {
        RunningStack.find(plan.data()).ifPresent(running -> {
            throw CommandFailure.failed("Fader runs on %s already (process %d): use it, or stop it with 'fader down'"
                    .formatted(plan.data(), running.pid()));
        });
        RunningStack killed = RunningStack.noteIn(plan.data()).orElse(null);
        if (killed != null) {
            screen.accept("the last run was killed: its data are recovered");
            awaitTheEndOf(killed);
        }
        plan.ports().requireFree(plan.workers());
        synchronized (noteLock) {
            if (closed) {
                throw CommandFailure.failed("stopped before it was done");
            }
            thaw = Thaw.start();
            RunningStack.ofThisProcess(plan.ports(), List.of()).writeTo(plan.data());
        }
    }

    private void awaitTheEndOf(RunningStack killed) throws InterruptedException {
        long end = System.nanoTime() + AFTER_A_KILL.toNanos();
        while (System.nanoTime() < end
                && (killed.parts().stream().anyMatch(part -> part.process().isPresent())
                        || plan.ports().isAnyTaken(plan.workers()))) {
            Thread.sleep(PAUSE);
        }
        for (Supervised part : killed.parts()) {
            part.process().ifPresent(left -> {
                screen.accept("%s of the last run is still there (process %d): killing it"
                        .formatted(part.name(), part.pid()));
                List<ProcessHandle> children = left.descendants().toList();
                left.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
                left.onExit().join();
            });
        }
    }

    /** Tells the other commands, and the shell that outlives this process, which processes there are. */
    private void note() {
        synchronized (noteLock) {
            if (closed || thaw == null) {
                return;
            }
            List<Supervised> parts = supervisor.parts();
            thaw.watchOver(parts.stream().map(Supervised::pid).toList());
            try {
                RunningStack.ofThisProcess(plan.ports(), parts).writeTo(plan.data());
            } catch (IOException e) {
                screen.accept("the note of what runs could not be written: " + e.getMessage());
            }
        }
    }

    private void awaitReady(URI address) throws InterruptedException {
        FaderClient health = new FaderClient(address);
        long end = System.nanoTime() + READY.toNanos();
        while (!health.isReady()) {
            if (supervisor.broken().isDone()) {
                throw supervisor.broken().join();
            }
            if (System.nanoTime() > end) {
                throw CommandFailure.unreachable(
                        "%s is not ready after %d s; the logs tell why".formatted(address, READY.toSeconds()));
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        supervisor.close();
        synchronized (noteLock) {
            closed = true;
            if (thaw != null) {
                thaw.close();
                thaw = null;
                try {
                    RunningStack.removeFrom(plan.data());
                } catch (IOException e) {
                    screen.accept("the note of what ran could not be removed: " + e.getMessage());
                }
            }
        }
    }
}
