package dev.fader.bench;

import dev.fader.bench.contender.BenchDatabase;
import dev.fader.bench.contender.Contender;
import dev.fader.bench.contender.DbSchedulerPeer;
import dev.fader.bench.contender.JobRunrPeer;
import dev.fader.bench.contender.Ours;
import dev.fader.bench.contender.Probed;
import dev.fader.bench.contender.RawLoop;
import dev.fader.bench.measure.IdleProbes;
import dev.fader.bench.measure.Numbers;
import dev.fader.bench.measure.Processor;
import dev.fader.bench.measure.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Everything that is measured, in its order: backlog after backlog, and at each the queues in turns. */
final class Course implements AutoCloseable {

    /**
     * How much is measured.
     *
     * @param backlogs how many tasks wait, smallest first
     * @param probes for a latency
     */
    record Extent(List<Integer> backlogs, Duration warmUp, Duration window, int rounds, int probes) {}

    /**
     * Who takes part.
     *
     * @param postgresPort where the server listens
     * @param postgres its process
     * @param services the processes of Fader and Kafka
     * @param oursAre what the services are set to
     */
    record Field(int postgresPort, long postgres, List<Long> services, String oursAre) {}

    private static final int RAW_THREADS = 16;
    private static final int DB_SCHEDULER_THREADS = 20;
    private static final int JOBRUNR_WORKERS = 128;
    private static final int JOBRUNR_CONNECTIONS = 24;
    private static final int SPARE_CONNECTIONS = 4;

    private final Extent extent;
    private final Consumer<String> say;
    private final Ours ours;
    private final List<Contender> all;
    private final Round oursRound;
    private final Round round;

    Course(Extent extent, Field field, Consumer<String> say) {
        this.extent = extent;
        this.say = say;
        int port = field.postgresPort();
        this.ours = new Ours(BenchDatabase.open(port, "fader", SPARE_CONNECTIONS, ""), field.oursAre());
        this.all = List.of(
                ours,
                new RawLoop(BenchDatabase.create(port, "bench_raw", RAW_THREADS + SPARE_CONNECTIONS, ""), RAW_THREADS),
                new JobRunrPeer(BenchDatabase.create(port, "bench_jobrunr", JOBRUNR_CONNECTIONS, ""), JOBRUNR_WORKERS),
                new DbSchedulerPeer(
                        BenchDatabase.create(
                                port,
                                "bench_db_scheduler",
                                DB_SCHEDULER_THREADS + SPARE_CONNECTIONS,
                                "&reWriteBatchedInserts=true"),
                        DB_SCHEDULER_THREADS));
        this.round = new Round(extent.warmUp(), extent.window(), new Processor(List.of(field.postgres())));
        this.oursRound = new Round(
                extent.warmUp(),
                extent.window(),
                new Processor(Stream.concat(Stream.of(field.postgres()), field.services().stream())
                        .toList()));
    }

    Report run() throws InterruptedException {
        Map<String, List<Double>> idle = idlePeers();
        // what was just started is slow at first, and how long it was so is not what is asked
        for (Contender contender : all) {
            round(contender, extent.backlogs().getFirst(), " (not counted)");
        }
        Map<Integer, Map<String, Report.Row>> rows = new LinkedHashMap<>();
        for (int backlog : extent.backlogs()) {
            rows.put(backlog, at(backlog));
        }
        all.forEach(Contender::verify);
        Map<String, Report.Peer> peers = new LinkedHashMap<>();
        for (Contender contender : all) {
            peers.put(
                    contender.name(),
                    new Report.Peer(contender.configuration(), idle.getOrDefault(contender.name(), List.of())));
        }
        return new Report(peers, rows);
    }

    private Map<String, List<Double>> idlePeers() throws InterruptedException {
        Map<String, List<Double>> idle = new HashMap<>();
        for (Contender contender : all) {
            if (contender instanceof Probed probed && contender != ours) {
                contender.start();
                idle.put(contender.name(), IdleProbes.of(probed, extent.probes()));
                contender.stop();
            }
        }
        return idle;
    }

    private Map<String, Report.Row> at(int backlog) throws InterruptedException {
        Map<String, List<Round.Figures>> figures = new LinkedHashMap<>();
        for (int n = 1; n <= extent.rounds(); n++) {
            for (Contender contender : all) {
                figures.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(round(contender, backlog, ""));
            }
        }
        ours.fill(backlog);
        List<Double> idle = IdleProbes.of(ours, extent.probes());
        say.accept("%7d waiting, idle, ours: claim p50 %.1f ms, p99 %.1f ms"
                .formatted(backlog, Numbers.percentile(idle, 50), Numbers.percentile(idle, 99)));
        List<Round.Figures> withOldSnapshot = new ArrayList<>();
        // held open from before the first of these rounds until after the last
        try (Handle snapshot = ours.oldSnapshot()) {
            for (int n = 1; n <= extent.rounds(); n++) {
                withOldSnapshot.add(round(ours, backlog, ", old snapshot"));
            }
            snapshot.rollback();
        }
        Map<String, Report.Row> rows = new LinkedHashMap<>();
        figures.forEach((name, rounds) -> rows.put(
                name,
                name.equals(ours.name())
                        ? Report.Row.of(rounds, idle, Report.Row.of(withOldSnapshot, List.of(), null))
                        : Report.Row.of(rounds, List.of(), null)));
        return rows;
    }

    private Round.Figures round(Contender contender, int backlog, String circumstance) throws InterruptedException {
        Round.Figures figures = (contender == ours ? oursRound : round).of(contender, backlog);
        say.accept("%7d waiting%s, %s: %.0f tasks a second, %.3f ms of processor time a task"
                .formatted(
                        backlog, circumstance, contender.name(), figures.tasksPerSecond(), figures.cpuMillisPerTask()));
        return figures;
    }

    @Override
    public void close() {
        all.forEach(Contender::close);
    }
}
