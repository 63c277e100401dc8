package dev.fader.coordinator.fleet;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Who works, on how much, and what waits for them. */
@Singleton
public final class Fleet {

    /**
     * Workers that take a class and run the same kinds of task.
     *
     * @param slots of all of them
     * @param free slots that run nothing
     */
    public record Pool(TaskClass taskClass, Set<TaskKind<?, ?>> kinds, int slots, int free) {}

    private record Living(
            String id,
            int slots,
            int busy,
            int trainingSlots,
            int trainingBusy,
            List<TaskClass> classes,
            List<TaskKind<?, ?>> kinds) {

        int slots(TaskClass taskClass) {
            return taskClass == TaskClass.TRAINING ? trainingSlots : slots;
        }

        int free(TaskClass taskClass) {
            int free = Math.max(slots - busy, 0);
            return taskClass == TaskClass.TRAINING ? Math.clamp(trainingSlots - trainingBusy, 0, free) : free;
        }
    }

    private final Jdbi jdbi;
    private final Duration silence;

    @Inject
    Fleet(Jdbi jdbi, DispatchConfig config) {
        this(jdbi, config.workerSilence());
    }

    /** @param silence a worker that was not heard of for longer is not counted */
    public Fleet(Jdbi jdbi, Duration silence) {
        this.jdbi = jdbi;
        this.silence = silence;
    }

    /** The living workers, class by class: kinds that the same of them run are in one pool. */
    public List<Pool> pools() {
        List<Living> living = living();
        List<Pool> pools = new ArrayList<>();
        for (TaskClass taskClass : TaskClass.values()) {
            Map<Set<String>, Set<TaskKind<?, ?>>> kindsByWorkers = new LinkedHashMap<>();
            for (TaskKind<?, ?> kind : TaskKinds.ALL) {
                Set<String> workers = living.stream()
                        .filter(worker -> worker.classes().contains(taskClass)
                                && worker.kinds().contains(kind))
                        .map(Living::id)
                        .collect(Collectors.toSet());
                if (!workers.isEmpty()) {
                    kindsByWorkers
                            .computeIfAbsent(workers, any -> new HashSet<>())
                            .add(kind);
                }
            }
            kindsByWorkers.forEach((workers, kinds) -> pools.add(pool(taskClass, kinds, living, workers)));
        }
        return pools;
    }

    private static Pool pool(TaskClass taskClass, Set<TaskKind<?, ?>> kinds, List<Living> living, Set<String> workers) {
        List<Living> members =
                living.stream().filter(worker -> workers.contains(worker.id())).toList();
        return new Pool(
                taskClass,
                Set.copyOf(kinds),
                members.stream().mapToInt(worker -> worker.slots(taskClass)).sum(),
                members.stream().mapToInt(worker -> worker.free(taskClass)).sum());
    }

    private List<Living> living() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, slots, busy, training_slots, training_busy, classes, kinds FROM worker
                         WHERE state = 'READY' AND NOT drain AND last_seen > now() - make_interval(secs => :silence)
                         ORDER BY id
                        """)
                .bind("silence", Sql.seconds(silence))
                .map((row, context) -> new Living(
                        row.getString("id"),
                        row.getInt("slots"),
                        row.getInt("busy"),
                        row.getInt("training_slots"),
                        row.getInt("training_busy"),
                        classes(row.getArray("classes")),
                        kinds(row.getArray("kinds"))))
                .list());
    }

    /** Whether a living worker takes tasks of that class and kind. */
    public boolean serves(TaskClass taskClass, TaskKind<?, ?> kind) {
        return living().stream()
                .anyMatch(worker ->
                        worker.classes().contains(taskClass) && worker.kinds().contains(kind));
    }

    public List<WorkerView> workers() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT worker.*,
                               worker.state <> 'STOPPED' AND last_seen > now() - make_interval(secs => :silence) AS alive,
                               ARRAY(SELECT task.id FROM task
                                      WHERE task.worker = worker.id AND lease_until IS NOT NULL ORDER BY task.id) AS tasks
                          FROM worker ORDER BY started_at, id
                        """)
                .bind("silence", Sql.seconds(silence))
                .map((row, context) -> new WorkerView(
                        row.getString("id"),
                        row.getString("state"),
                        row.getBoolean("alive"),
                        row.getString("device"),
                        row.getInt("slots"),
                        row.getInt("busy"),
                        classes(row.getArray("classes")),
                        kinds(row.getArray("kinds")),
                        List.of((String[]) row.getArray("models").getArray()),
                        List.of((String[]) row.getArray("away").getArray()),
                        row.getBoolean("drain"),
                        Arrays.stream((UUID[]) row.getArray("tasks").getArray())
                                .map(TaskId::new)
                                .toList(),
                        Optional.ofNullable(row.getObject("run_id", UUID.class))
                                .map(RunId::new)
                                .orElse(null),
                        row.getLong("memory_bytes"),
                        row.getDouble("device_busy"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen", OffsetDateTime.class).toInstant()))
                .list());
    }

    /**
     * Has a worker process finish what it has and take no more, or take tasks again. It hears of it with its next report.
     *
     * @return whether there is such a worker, and it has not ended
     */
    public boolean drain(String worker, boolean yes) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                UPDATE worker SET drain = :drain
                                 WHERE id = :id AND state <> 'STOPPED'
                                   AND last_seen > now() - make_interval(secs => :silence)
                                """)
                        .bind("drain", yes)
                        .bind("id", worker)
                        .bind("silence", Sql.seconds(silence))
                        .execute()
                == 1);
    }

    public List<QueueView> queues() {
        List<Living> living = living();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT class,
                               EXISTS (SELECT FROM pause WHERE scope = 'class' AND name = queue.class) AS paused,
                               (SELECT count(*) FROM task WHERE state = 'READY' AND task.class = queue.class) AS waiting,
                               (SELECT count(*) FROM task WHERE state = 'READY' AND ticketed_at IS NOT NULL
                                   AND task.class = queue.class) AS ticketed,
                               (SELECT count(*) FROM task WHERE lease_until IS NOT NULL AND task.class = queue.class) AS running,
                               (SELECT CAST(extract(epoch FROM now() - created_at) AS double precision) FROM task
                                 WHERE state = 'READY' AND task.class = queue.class ORDER BY id LIMIT 1) AS oldest
                          FROM unnest(CAST(:classes AS text[])) WITH ORDINALITY AS queue (class, position)
                         ORDER BY position
                        """)
                .bindArray(
                        "classes",
                        String.class,
                        Arrays.stream(TaskClass.values())
                                .map(TaskClass::wireName)
                                .toList())
                .map((row, context) -> new QueueView(
                        TaskClass.parse(row.getString("class")),
                        row.getBoolean("paused"),
                        row.getLong("waiting"),
                        row.getLong("ticketed"),
                        row.getLong("running"),
                        row.getObject("oldest", Double.class),
                        unserved(TaskClass.parse(row.getString("class")), living)))
                .list());
    }

    /** Worker processes that are heard of and take the class. */
    public int alive(TaskClass taskClass) {
        return (int) living().stream()
                .filter(worker -> worker.classes().contains(taskClass))
                .count();
    }

    /** Kinds of a class of which tasks wait and that no living worker takes. */
    private List<TaskKind<?, ?>> unserved(TaskClass taskClass, List<Living> living) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT DISTINCT kind FROM lane
                         WHERE class = :class AND EXISTS (
                               SELECT FROM task WHERE task.class = lane.class AND task.kind = lane.kind
                                  AND task.tenant = lane.tenant AND state = 'READY' AND ticketed_at IS NULL
                                  AND NOT paused)
                         ORDER BY kind
                        """).bind("class", taskClass.wireName()).mapTo(String.class).stream()
                        .<TaskKind<?, ?>>map(TaskKind::named)
                        .filter(kind -> living.stream()
                                .noneMatch(worker -> worker.classes().contains(taskClass)
                                        && worker.kinds().contains(kind)))
                        .toList());
    }

    private static List<TaskKind<?, ?>> kinds(Array names) throws SQLException {
        // a worker of another release may run kinds that this one does not know
        Set<String> running = Set.of((String[]) names.getArray());
        return TaskKinds.ALL.stream()
                .filter(kind -> running.contains(kind.name()))
                .toList();
    }

    private static List<TaskClass> classes(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(TaskClass::parse).toList();
    }
}
