package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.stack.EmbeddedBroker;
import dev.fader.stack.EmbeddedObjectStore;
import dev.fader.stack.EmbeddedPostgres;
import dev.fader.stack.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * PostgreSQL, Kafka and the S3 server in this process, the coordinator and a worker as its children. Parts stop in the
 * reverse order of their start; closing while it starts stops what has been started.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String STOPPED = "stopped before it was done";
    private static final String NOTE = "the note";
    private static final int RESTARTS = 5;
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(20);

    private final Installation installation;
    private final Path data;
    private final Ports ports;
    private final int workers;
    private final List<String> settings;
    private final Consumer<String> told;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final CompletableFuture<CommandFailure> broken = new CompletableFuture<>();
    private boolean closing;

    /**
     * @param workers how many worker processes; they listen on the worker's port and those above it
     * @param settings configuration properties for coordinator and worker beyond the addresses, {@code name=value}
     * @param told hears what is being done, a few words at a time
     */
    public LocalStack(
            Installation installation,
            Path data,
            Ports ports,
            int workers,
            List<String> settings,
            Consumer<String> told) {
        this.installation = installation;
        this.data = data;
        this.ports = ports;
        this.workers = workers;
        this.settings = List.copyOf(settings);
        this.told = told;
    }

    private record Part(String name, AutoCloseable stop) {}

    @FunctionalInterface
    private interface Start<T extends AutoCloseable> {
        T now() throws IOException, InterruptedException;
    }

    /**
     * Starts everything and waits until it can work.
     *
     * @throws CommandFailure naming the part that could not be started, and what to do
     */
    public void start() throws InterruptedException {
        try {
            Files.createDirectories(data.resolve("logs"));
            claimData();
            System.setProperty("fader.stack.log", log("stack").toString());
            part("PostgreSQL", () -> EmbeddedPostgres.start(data.resolve("postgres"), ports.postgres()));
            part("Kafka", () -> EmbeddedBroker.start(data.resolve("kafka"), ports.kafka()));
            part("the object storage", () -> EmbeddedObjectStore.start(data.resolve("objects"), ports.storage()));
            JavaProcess coordinator = service(coordinator());
            awaitReady(coordinator, ports.api());
            List<JavaProcess> started = new ArrayList<>();
            for (int n = 0; n < workers; n++) {
                started.add(service(worker(n)));
            }
            for (int n = 0; n < workers; n++) {
                awaitReady(started.get(n), ports.workerApi(n));
                keepAlive(started.get(n), worker(n), RESTARTS);
            }
            keepAlive(coordinator, coordinator(), RESTARTS);
        } catch (CommandFailure e) {
            throw orStopped(e);
        } catch (PortTakenException e) {
            ports.requireFree();
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.unreachable(String.valueOf(e.getMessage()));
        }
    }

    /** Completes when a service has ended so often that starting it again is no help. */
    public CompletableFuture<CommandFailure> broken() {
        return broken;
    }

    /** A service that ends is started again: an input that takes a worker with it must not take the rest. */
    private void keepAlive(JavaProcess service, JavaProcess.Recipe recipe, int restarts) {
        var unused = service.onExit().thenRunAsync(() -> {
            if (isClosing()) {
                return;
            }
            if (restarts == 0) {
                broken.complete(service.ended());
                return;
            }
            told.accept(service.ended().getMessage());
            try {
                keepAlive(service(recipe), recipe, restarts - 1);
            } catch (IOException | CommandFailure e) {
                broken.complete(CommandFailure.unreachable(String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /** While the stack stops, whatever fails does so because of that. */
    public CommandFailure orStopped(CommandFailure failure) {
        return isClosing() ? CommandFailure.failed(STOPPED) : failure;
    }

    /** One stack to a folder; what a killed one held is free again in a moment. */
    private void claimData() throws IOException, InterruptedException {
        RunningStack.find(data).ifPresent(running -> {
            throw CommandFailure.failed("Fader runs on %s already (process %d): use it, or stop it with 'fader down'"
                    .formatted(data, running.pid()));
        });
        if (RunningStack.noteIn(data).isPresent()) {
            told.accept("the last run was killed: its data are recovered");
            long end = System.nanoTime() + AFTER_A_KILL.toNanos();
            while (ports.firstTaken().isPresent() && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
            }
        }
        ports.requireFree();
        part(NOTE, () -> {
            RunningStack.ofThisProcess(ports).writeTo(data);
            return () -> RunningStack.removeFrom(data);
        });
    }

    private JavaProcess.Recipe coordinator() {
        List<String> all = new ArrayList<>(addresses());
        all.add("quarkus.http.port=" + ports.coordinator());
        return JavaProcess.Recipe.quarkus(
                "the coordinator",
                installation.coordinator(),
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                all);
    }

    private JavaProcess.Recipe worker(int n) {
        List<String> all = new ArrayList<>(addresses());
        all.add("quarkus.http.port=" + ports.workerApi(n).getPort());
        all.add("fader.worker.models=" + installation.models());
        all.add("fader.worker.scratch=" + data.resolve("scratch"));
        return JavaProcess.Recipe.quarkus(
                "the worker" + (n == 0 ? "" : "-" + (n + 1)), installation.worker(), JavaProcess.FOR_AUDIO, all);
    }

    private List<String> addresses() {
        List<String> all = new ArrayList<>();
        all.add("quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(ports.postgres(), EmbeddedPostgres.DATABASE));
        all.add("fader.kafka.bootstrap-servers=127.0.0.1:" + ports.kafka());
        all.add("fader.s3.endpoint=http://127.0.0.1:" + ports.storage());
        all.addAll(settings);
        return all;
    }

    private JavaProcess service(JavaProcess.Recipe recipe) throws IOException, InterruptedException {
        return part(
                recipe.name(), () -> JavaProcess.start(recipe, log(recipe.name().replaceFirst("^the ", ""))));
    }

    private Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }

    private synchronized <T extends AutoCloseable> T part(String name, Start<T> start)
            throws IOException, InterruptedException {
        if (closing) {
            throw CommandFailure.failed(STOPPED);
        }
        if (!name.equals(NOTE)) {
            told.accept("starting " + name);
        }
        T started = start.now();
        parts.push(new Part(name, started));
        return started;
    }

    private static void awaitReady(JavaProcess service, URI address) throws InterruptedException {
        FaderClient health = new FaderClient(address);
        long end = System.nanoTime() + READY.toNanos();
        while (!health.isReady()) {
            if (!service.isAlive()) {
                throw service.ended();
            }
            if (System.nanoTime() > end) {
                throw CommandFailure.unreachable(
                        "%s is not ready after %d s; the logs tell why".formatted(address, READY.toSeconds()));
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Stops what runs. A part that does not stop does not keep the others from it. */
    @Override
    public synchronized void close() {
        closing = true;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            if (!part.name().equals(NOTE)) {
                told.accept("stopping " + part.name());
            }
            try {
                part.stop().close();
            } catch (Exception e) {
                told.accept("%s did not stop: %s".formatted(part.name(), e.getMessage()));
            }
        }
    }
}
