package dev.fader.bench.contender;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** db-scheduler. It keeps nothing of a task that is done: its row is deleted. */
public final class DbSchedulerPeer implements Contender, Probed {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final double LOWER = 1;
    private static final double UPPER = 4;

    private final BenchDatabase database;
    private final int threads;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final ProbeClock probes = new ProbeClock();
    private final OneTimeTask<Void> task;
    private final SchedulerClient client;
    private volatile @Nullable Scheduler scheduler;

    public DbSchedulerPeer(BenchDatabase database, int threads) {
        this.database = database;
        this.threads = threads;
        this.task = Tasks.oneTime("empty").execute((instance, context) -> {
            probes.begins(instance.getId());
        });
        // the table and its indexes as the project's page gives them for PostgreSQL
        database.execute(
                """
                CREATE TABLE scheduled_tasks (
                    task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                    execution_time timestamp with time zone NOT NULL, picked boolean NOT NULL, picked_by text,
                    last_success timestamp with time zone, last_failure timestamp with time zone,
                    consecutive_failures integer, last_heartbeat timestamp with time zone, version bigint NOT NULL,
                    priority smallint, PRIMARY KEY (task_name, task_instance))
                """,
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
        this.client = SchedulerClient.Builder.create(database.pool(), task).build();
    }

    @Override
    public String name() {
        return "db_scheduler";
    }

    @Override
    public String configuration() {
        return "lockAndFetch %.1f–%.1f with %d threads, immediate execution, polling every %d s, scheduleBatch with rewritten inserts"
                .formatted(LOWER, UPPER, threads, POLL.toSeconds());
    }

    @Override
    public void fill(int waiting) {
        long missing = waiting - database.count("SELECT count(*) FROM scheduled_tasks");
        if (missing > 0) {
            database.jdbi().useHandle(handle -> handle.execute("""
                    INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    SELECT 'empty', CAST(n AS text), now(), false, 1 FROM generate_series(?, ?) AS n
                    """, next.get(), next.addAndGet(missing) - 1));
        }
        database.execute("VACUUM (ANALYZE) scheduled_tasks", "CHECKPOINT");
    }

    @Override
    public void submit(int tasks) {
        long first = next.getAndAdd(tasks);
        through()
                .scheduleBatch(
                        LongStream.range(first, first + tasks)
                                .<TaskInstance<?>>mapToObj(n -> task.instance(Long.toString(n)))
                                .toList(),
                        Instant.now());
    }

    @Override
    public void probe() {
        through().schedule(task.instance(probes.next()), Instant.now());
    }

    @Override
    public List<Double> claimMillis() throws InterruptedException {
        return probes.millis();
    }

    /** A scheduler that runs notices what is submitted through it. */
    private SchedulerClient through() {
        Scheduler running = scheduler;
        return running == null ? client : running;
    }

    @Override
    public void start() {
        Scheduler fresh = Scheduler.create(database.pool(), task)
                .schedulerName(new SchedulerName.Fixed("bench"))
                .threads(threads)
                .pollUsingLockAndFetch(LOWER, UPPER)
                .pollingInterval(POLL)
                .enableImmediateExecution()
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete execution) {
                        completed.incrementAndGet();
                    }
                })
                .build();
        fresh.start();
        scheduler = fresh;
    }

    @Override
    public void stop() {
        Scheduler open = scheduler;
        scheduler = null;
        if (open != null) {
            open.stop();
            // what it had picked and not begun would wait for its heartbeat to be missed
            database.execute(
                    "UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL WHERE picked");
        }
    }

    @Override
    public long committed() {
        return completed.get();
    }

    /** Counted as it goes: the listener is told when a task's row has been deleted. */
    @Override
    public long committed(Span span) {
        return span.after() - span.before();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
