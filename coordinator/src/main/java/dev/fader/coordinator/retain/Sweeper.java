package dev.fader.coordinator.retain;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.coordinator.storage.StoredObjects.Stored;
import dev.fader.queue.curve.RunRecords;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.sql.Sql;
import dev.fader.queue.task.Lanes;
import dev.fader.queue.task.Removal;
import dev.fader.queue.task.Removal.Doomed;
import dev.fader.schemas.remix.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes what nothing needs any more: outputs and records of deleted batches, objects of attempts that did not become
 * the result, uploads that no batch uses, old stems, events and keys. Objects go first and records afterwards, so that a turn that is cut short is made up
 * for by the next. Several coordinators may sweep at once.
 */
public final class Sweeper implements Loop.Turn {

    private static final int TASKS_AT_ONCE = 500;
    private static final int OBJECTS_AT_ONCE = 1000;
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String UPLOADS = "uploads/";
    /** What workers keep of separations, for the next remix of a song. */
    private static final String STEMS = "stems/";
    /** Listings of all that is there are not for every turn. */
    private static final Duration LISTING_EVERY = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final StoredObjects objects;
    private final RetentionConfig keep;
    private final Clock clock;
    private Instant nextListing = Instant.MIN;

    /** @param clock that the ages of objects are told by; those of rows are the database's */
    public Sweeper(Jdbi jdbi, StoredObjects objects, RetentionConfig keep, Clock clock) {
        this.jdbi = jdbi;
        this.objects = objects;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void take() {
        expire();
        deleteBatches();
        removeOrphans();
        if (!clock.instant().isBefore(nextListing)) {
            removeOld(UPLOADS, keep.uploads(), keys -> jdbi.withHandle(handle -> unneeded(handle, keys)));
            removeOld(STEMS, keep.stems(), keys -> keys);
            nextListing = clock.instant().plus(LISTING_EVERY);
        }
        purge(
                "DELETE FROM event WHERE seq IN (SELECT seq FROM event"
                        + " WHERE published_at < now() - make_interval(secs => :age) LIMIT :limit)",
                keep.events());
        purge(
                "DELETE FROM idempotency WHERE (tenant, key) IN (SELECT tenant, key FROM idempotency"
                        + " WHERE expires_at < now() - make_interval(secs => :age) LIMIT :limit)",
                Duration.ZERO);
        purge(
                "DELETE FROM worker WHERE id IN (SELECT id FROM worker"
                        + " WHERE last_seen < now() - make_interval(secs => :age) LIMIT :limit)",
                keep.workers());
        purge(
                "DELETE FROM bulk_action WHERE id IN (SELECT id FROM bulk_action"
                        + " WHERE finished_at < now() - make_interval(secs => :age) LIMIT :limit)",
                keep.events());
        purge(
                "DELETE FROM recall WHERE id IN (SELECT id FROM recall"
                        + " WHERE created_at < now() - make_interval(secs => :age)"
                        + " AND NOT EXISTS (SELECT FROM recall_batch WHERE recall_id = id AND done_at IS NULL) LIMIT :limit)",
                keep.events());
        int unused = jdbi.withHandle(Lanes::removeUnused);
    }

    /** Batches whose time is over are deleted as their owner would. */
    private void expire() {
        jdbi.useHandle(handle -> handle.execute("""
                UPDATE batch SET deleted_at = now()
                 WHERE retain_days IS NOT NULL AND deleted_at IS NULL
                   AND (SELECT bool_and(finished_at IS NOT NULL)
                           AND max(finished_at) < now() - make_interval(days => retain_days)
                          FROM task WHERE batch_id = batch.id)
                """));
    }

    private void deleteBatches() {
        int deleted;
        do {
            deleted = jdbi.inTransaction(this::deleteTasks);
        } while (deleted == TASKS_AT_ONCE);
        jdbi.useHandle(RunRecords::removeOfDeletedRuns);
        jdbi.useHandle(handle -> handle.execute("""
                DELETE FROM batch WHERE deleted_at IS NOT NULL
                   AND NOT EXISTS (SELECT FROM task WHERE batch_id = batch.id)
                """));
    }

    private int deleteTasks(Handle handle) {
        List<Doomed> tasks = Removal.ofDeletedBatches(handle, TASKS_AT_ONCE);
        List<String> keys = new ArrayList<>();
        for (Doomed task : tasks) {
            keys.addAll(own(task));
            if (task.leftovers()) {
                keys.addAll(objects.under(folder(task)));
            }
        }
        List<String> uploads = tasks.stream().flatMap(this::uploads).distinct().toList();
        keys.addAll(unneeded(handle, uploads));
        objects.remove(keys);
        Removal.delete(handle, Sql.column(tasks, Doomed::task));
        return tasks.size();
    }

    private Stream<String> uploads(Doomed task) {
        return task.inputs().stream()
                .filter(input -> input.bucket() == null || objects.isOwn(input.bucket()))
                .map(ObjectRef::key)
                .filter(key -> key.startsWith(UPLOADS));
    }

    private List<String> unneeded(Handle handle, List<String> uploads) {
        Set<String> needed = Removal.neededUploads(handle, uploads, objects.bucket());
        return uploads.stream().filter(key -> !needed.contains(key)).toList();
    }

    /** @param unneeded which of the old ones nobody uses */
    private void removeOld(String prefix, Duration age, UnaryOperator<List<String>> unneeded) {
        Instant old = clock.instant().minus(age);
        String after = "";
        List<Stored> page;
        do {
            page = objects.list(prefix, after, OBJECTS_AT_ONCE);
            List<String> keys = page.stream()
                    .filter(upload -> upload.writtenAt().isBefore(old))
                    .map(Stored::key)
                    .toList();
            objects.remove(unneeded.apply(keys));
            after = page.isEmpty() ? after : page.getLast().key();
        } while (page.size() == OBJECTS_AT_ONCE);
    }

    private List<String> own(Doomed task) {
        return task.outputs().stream()
                .filter(output -> objects.isOwn(output.object().bucket()))
                .map(output -> output.object().key())
                .toList();
    }

    /** An object is real only if a result names it. */
    private void removeOrphans() {
        int looked;
        do {
            looked = jdbi.inTransaction(handle -> {
                List<Doomed> ended = Removal.withLeftovers(handle, keep.orphans(), TASKS_AT_ONCE);
                List<String> orphans = new ArrayList<>();
                for (Doomed task : ended) {
                    Set<String> real = own(task).stream().collect(Collectors.toSet());
                    objects.under(folder(task)).stream()
                            .filter(key -> !real.contains(key))
                            .forEach(orphans::add);
                }
                objects.remove(orphans);
                Removal.swept(handle, Sql.column(ended, Doomed::task));
                return ended.size();
            });
        } while (looked == TASKS_AT_ONCE);
    }

    private static String folder(Doomed task) {
        return "results/" + task.task() + "/";
    }

    private void purge(String sql, Duration age) {
        int removed;
        do {
            removed = jdbi.withHandle(handle -> handle.createUpdate(sql)
                    .bind("age", age.toSeconds())
                    .bind("limit", ROWS_AT_ONCE)
                    .execute());
        } while (removed == ROWS_AT_ONCE);
    }
}
