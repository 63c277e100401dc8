package dev.fader.worker;

import dev.fader.queue.loop.Loop;
import dev.fader.queue.loop.LoopObserver;
import dev.fader.queue.loop.Loops;
import dev.fader.queue.outage.Breaker;
import dev.fader.queue.settings.KafkaConfig;
import dev.fader.queue.settings.LeaseConfig;
import dev.fader.queue.settings.StorageConfig;
import dev.fader.queue.sql.Sql;
import dev.fader.queue.storage.StorageClients;
import dev.fader.schemas.kind.Need;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.attempt.WorkerMeters;
import dev.fader.worker.config.RetryConfig;
import dev.fader.worker.config.WorkerConfig;
import dev.fader.worker.device.Capacity;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.fleet.ProcessMemory;
import dev.fader.worker.lease.LeasePolicy;
import dev.fader.worker.model.Models;
import dev.fader.worker.outage.NeedBreaker;
import dev.fader.worker.outage.Outages;
import dev.fader.worker.outcome.RetryPolicy;
import dev.fader.worker.queue.KafkaProbe;
import dev.fader.worker.queue.KafkaTicketSource;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioClient;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Builds the worker out of configuration and the task runners that are found, and ties it to the process's life. */
@Singleton
final class WorkerApplication {

    /** Of the question whether the database is there: a frozen one is to be told of soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Often, for memory can be taken fast. */
    private static final Duration RETIREMENT = Duration.ofMillis(200);

    private static final double SHARE_OF_MEMORY = 0.75;
    private static final double MOST_OF_MEMORY = 0.9;
    /** Of an orderly end, beyond the time that attempts have to reach their next chunk. */
    private static final Duration TO_END = Duration.ofSeconds(20);

    /** Exit code of a process that ends for another to be started (EX_TEMPFAIL). */
    private static final int START_AGAIN = 75;

    private final Loops loops;

    WorkerApplication(MeterRegistry registry) {
        this.loops = new Loops(LoopObserver.endingTheProcess(new WorkerMeters(registry)::loopFailed));
    }

    void onStart(
            @Observes StartupEvent event,
            Worker worker,
            WorkerConfig config,
            NetworkTurn turn,
            Models models,
            Instance<NeedBreaker> needs) {
        worker.registration().uses(() -> turn.held().plus(models.sharedBusy()));
        worker.start();
        Loop unused = loops.start("retirement", RETIREMENT, retirement(worker, config, models, needs));
    }

    private static Retirement retirement(
            Worker worker, WorkerConfig config, Models models, Instance<NeedBreaker> needs) {
        Breaker device = needs.stream()
                .filter(need -> need.need() == Need.DEVICE)
                .map(NeedBreaker::breaker)
                .findFirst()
                .orElseThrow();
        Retirement.Bounds bounds = new Retirement.Bounds(
                bytes(config.memoryBytes(), SHARE_OF_MEMORY), bytes(config.mostMemoryBytes(), MOST_OF_MEMORY));
        Retirement.Ends ends = new Retirement.Ends(
                () -> endWithin(config.drain().plus(TO_END)),
                () -> Runtime.getRuntime().halt(START_AGAIN));
        return new Retirement(worker, device, ProcessMemory::resident, bounds, models::stalled, ends);
    }

    private static long bytes(long said, double shareOfMachine) {
        return said > 0 ? said : (long) (ProcessMemory.ofMachine() * shareOfMachine);
    }

    /** Whatever hinders the orderly end: a native call that does not return may hold what is to be closed. */
    private static void endWithin(Duration patience) {
        Thread.ofPlatform().name("last resort").daemon().start(() -> {
            LockSupport.parkNanos(patience.toNanos());
            Runtime.getRuntime().halt(START_AGAIN);
        });
        Quarkus.asyncExit(START_AGAIN);
    }

    void onStop(@Observes ShutdownEvent event, Worker worker) throws InterruptedException {
        loops.close();
        worker.stop();
    }

    @Produces
    @Singleton
    MinioClient storage(StorageConfig config) {
        return StorageClients.of(config);
    }

    @Produces
    @Singleton
    Jdbi database(AgroalDataSource database) {
        return Sql.over(database);
    }

    @Produces
    @Singleton
    KafkaProbe kafka(KafkaConfig config) {
        return new KafkaProbe(config.bootstrapServers());
    }

    void close(@Disposes KafkaProbe kafka) {
        kafka.close();
    }

    @Produces
    @Singleton
    Outages outages(Jdbi jdbi, KafkaProbe kafka, Instance<NeedBreaker> needs) {
        return new Outages(
                new Breaker("database", () -> Sql.ask(jdbi, PATIENCE), System::nanoTime),
                new Breaker("Kafka", kafka, System::nanoTime),
                needs.stream().collect(Collectors.toMap(NeedBreaker::need, NeedBreaker::breaker)));
    }

    @Produces
    @Singleton
    Worker worker(
            KafkaConfig kafka,
            Worker.Settings settings,
            Jdbi jdbi,
            Outages outages,
            Instance<TaskRunner<?>> runners,
            MeterRegistry registry) {
        WorkerMeters meters = new WorkerMeters(registry);
        return new Worker(
                settings,
                jdbi,
                outages,
                runners,
                (taskClass, kinds) -> new KafkaTicketSource(kafka.bootstrapServers(), taskClass, kinds, meters),
                meters,
                LoopObserver.endingTheProcess(meters::loopFailed));
    }

    @Produces
    @Singleton
    Worker.Settings settings(
            WorkerConfig worker,
            Device device,
            Capacity capacity,
            KafkaConfig kafka,
            LeaseConfig lease,
            RetryConfig retry) {
        return new Worker.Settings(
                processId(worker),
                device.toString(),
                capacity.slots(),
                Math.min(worker.trainingSlots(), capacity.slots()),
                worker.classes(),
                new LeasePolicy(lease.duration()),
                new RetryPolicy(
                        retry.attempts(),
                        retry.memoryFailures(),
                        lease.processDeaths(),
                        retry.firstPause(),
                        retry.longestPause()),
                kafka.pollWait(),
                worker.drain());
    }

    /** A restarted worker is another process: the dispatcher and the reaper must tell it from the one that died. */
    private static String processId(WorkerConfig config) {
        return config.id().orElseGet(WorkerApplication::host) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
