package dev.fader.bench.contender;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr, of which there can be one in a process. */
public final class JobRunrPeer implements Contender, Probed {

    /** It refuses a shorter one. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final AtomicLong EXECUTED = new AtomicLong();
    private static final ProbeClock PROBES = new ProbeClock();

    private final BenchDatabase database;
    private final int workers;
    private final JobRequestScheduler scheduler;

    /** What an empty job is given. */
    public record Empty(String name) implements JobRequest {
        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Does nothing. JobRunr makes one of its own. */
    public static final class Handler implements JobRequestHandler<Empty> {
        @Override
        public void run(Empty job) {
            PROBES.begins(job.name());
            EXECUTED.incrementAndGet();
        }
    }

    public JobRunrPeer(BenchDatabase database, int workers) {
        this.database = database;
        this.workers = workers;
        this.scheduler = configuration(false).initialize().getJobRequestScheduler();
        scheduler.enqueue(new Empty("first"));
        database.execute("CREATE TABLE pattern AS SELECT * FROM jobrunr_jobs", "TRUNCATE jobrunr_jobs");
    }

    private JobRunrConfiguration configuration(boolean working) {
        return JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(database.pool()))
                .useJsonMapper(new JacksonJsonMapper())
                .useBackgroundJobServerIf(
                        working,
                        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                .andPollInterval(POLL)
                                .andBackgroundJobServerWorkerPolicy(new DefaultBackgroundJobServerWorkerPolicy(
                                        workers, BackgroundJobServerThreadType.VirtualThreads)));
    }

    @Override
    public String name() {
        return "jobrunr";
    }

    @Override
    public String configuration() {
        return "%d workers on virtual threads, polling every %d s (its shortest), jobs enqueued as streams"
                .formatted(workers, POLL.toSeconds());
    }

    /** Copies of a job that it wrote itself, which is faster than to submit as many. */
    @Override
    public void fill(int waiting) {
        long missing = waiting - database.count("SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'");
        if (missing > 0) {
            database.jdbi().useHandle(handle -> handle.execute("""
                    INSERT INTO jobrunr_jobs (id, version, jobasjson, jobsignature, state, createdat, updatedat)
                    SELECT fresh, version, replace(jobasjson, trim(id), fresh), jobsignature, state, createdat,
                           updatedat + n * interval '1 us'
                      FROM (SELECT pattern.*, CAST(gen_random_uuid() AS text) AS fresh, n
                              FROM pattern, generate_series(1, ?) AS n) AS copies
                    """, missing));
        }
        database.execute("VACUUM (ANALYZE) jobrunr_jobs", "CHECKPOINT");
    }

    @Override
    public void submit(int tasks) {
        scheduler.enqueue(Stream.generate(() -> new Empty("")).limit(tasks));
    }

    @Override
    public void probe() {
        scheduler.enqueue(new Empty(PROBES.next()));
    }

    @Override
    public List<Double> claimMillis() throws InterruptedException {
        return PROBES.millis();
    }

    @Override
    public void start() {
        configuration(true).initialize();
    }

    @Override
    public void stop() {
        if (JobRunr.getBackgroundJobServer() != null) {
            JobRunr.getBackgroundJobServer().stop();
        }
    }

    @Override
    public long committed() {
        return EXECUTED.get();
    }

    @Override
    public long committed(Span span) {
        return database.count(
                "SELECT count(*) FROM jobrunr_jobs WHERE state = 'SUCCEEDED' AND updatedat >= ? AND updatedat < ?",
                span.from().atOffset(ZoneOffset.UTC).toLocalDateTime(),
                span.to().atOffset(ZoneOffset.UTC).toLocalDateTime());
    }

    @Override
    public void close() {
        JobRunr.destroy();
        database.close();
    }
}
