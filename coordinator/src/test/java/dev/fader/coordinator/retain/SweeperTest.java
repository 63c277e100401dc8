package dev.fader.coordinator.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.storage.StoredObjects;
import dev.fader.coordinator.storage.StoredObjects.Stored;
import dev.fader.queue.TestDatabase;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.stack.StackProcess;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that is needed is removed, and nothing else is kept. */
class SweeperTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final MinioClient STORAGE = MinioClient.builder()
            .endpoint(StackProcess.shared().endpoint())
            .credentials("fader", "fader-on-loopback")
            .region("us-east-1")
            .build();
    private static final StoredObjects OBJECTS = new StoredObjects(STORAGE, "fader");
    private static final Keep KEEP = new Keep(
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofHours(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ZERO);
    private final Sweeper sweeper = new Sweeper(DATABASE.jdbi(), OBJECTS, KEEP, Clock.systemUTC());

    private record Keep(
            Duration idempotencyKeys,
            Duration events,
            Duration orphans,
            Duration uploads,
            Duration stems,
            Duration workers,
            Duration sweepEvery)
            implements RetentionConfig {}

    @Test
    void objectsOfAttemptsThatDidNotBecomeTheResultAreRemovedAfterAWhile() throws Exception {
        TaskId task = DATABASE.submit("a", 1).getFirst();
        String lost = put("results/" + task + "/f1/out.wav");
        String real = put("results/" + task + "/f2/out.wav");
        done(task, real);

        DATABASE.set(task, "state = 'DONE', fence = 2, finished_at = now() - interval '5 minutes'");
        sweeper.take();
        assertThat(OBJECTS.under("results/" + task)).containsExactlyInAnyOrder(lost, real);

        DATABASE.set(task, "finished_at = now() - interval '2 hours'");
        sweeper.take();
        assertThat(OBJECTS.under("results/" + task)).containsExactly(real);
    }

    @Test
    void aDeletedBatchLeavesNeitherRecordsNorObjects() throws Exception {
        TaskId task = DATABASE.submit("a", 1).getFirst();
        TaskId other = DATABASE.submit("a", 1).getFirst();
        String output = put("results/" + task + "/f1/out.wav");
        String upload = put("uploads/u1/in.wav");
        String shared = put("uploads/u2/in.wav");
        done(task, output);
        DATABASE.set(
                task,
                "state = 'DONE', fence = 1, finished_at = now(), spec = jsonb_set(spec, '{input,key}', '\"" + upload
                        + "\"')");
        TaskId third = DATABASE.submit("a", 1).getFirst();
        DATABASE.set(
                third,
                "batch_id = (SELECT batch_id FROM task WHERE id = '" + task.uuid() + "'), item = 1,"
                        + " spec = jsonb_set(spec, '{input,key}', '\"" + shared + "\"')");
        DATABASE.set(other, "spec = jsonb_set(spec, '{input,key}', '\"" + shared + "\"')");

        DATABASE.execute("UPDATE batch SET deleted_at = now() WHERE id = (SELECT batch_id FROM task WHERE id = '"
                + task.uuid() + "')");
        sweeper.take();

        assertThat(DATABASE.count("id IN ('" + task.uuid() + "', '" + third.uuid() + "')"))
                .isZero();
        assertThat(DATABASE.count("id = '" + other.uuid() + "'")).isOne();
        assertThat(OBJECTS.under("results/" + task)).isEmpty();
        assertThat(OBJECTS.under("uploads/u1/")).isEmpty();
        assertThat(OBJECTS.under("uploads/u2/")).containsExactly(shared);
    }

    @Test
    void ofADeletedBatchOnlyWhatLiesInTheOwnBucketIsRemoved() throws Exception {
        String key = put("uploads/u3/in.wav");
        TaskId elsewhere = DATABASE.submit("a", 1).getFirst();
        DATABASE.set(elsewhere, input(key, "another"));
        delete(elsewhere);
        sweeper.take();
        assertThat(OBJECTS.under("uploads/u3/")).containsExactly(key);

        TaskId own = DATABASE.submit("a", 1).getFirst();
        TaskId stillElsewhere = DATABASE.submit("a", 1).getFirst();
        DATABASE.set(own, input(key, "fader"));
        DATABASE.set(stillElsewhere, input(key, "another"));
        delete(own);
        sweeper.take();

        assertThat(OBJECTS.under("uploads/u3/")).isEmpty();
        assertThat(DATABASE.count("id = '" + stillElsewhere.uuid() + "'")).isOne();
    }

    @Test
    void uploadsThatNoBatchUsesAreRemovedAfterAWhile() throws Exception {
        String forgotten = put("uploads/u4/in.wav");
        String used = put("uploads/u5/in.wav");
        String elsewhere = put("uploads/u6/in.wav");
        DATABASE.set(DATABASE.submit("a", 1).getFirst(), input(used, "fader"));
        DATABASE.set(DATABASE.submit("a", 1).getFirst(), input(elsewhere, "another"));

        in(Duration.ofHours(47)).take();
        assertThat(uploads()).contains(forgotten, used, elsewhere);
        in(Duration.ofHours(49)).take();

        assertThat(uploads()).contains(used).doesNotContain(forgotten, elsewhere);
    }

    @Test
    void uploadsThatAreStemsOfATaskStayAsLongAsThatAndGoWithIt() throws Exception {
        String stem = put("uploads/u7/vocals.wav");
        TaskId task = DATABASE.submit("a", 1).getFirst();
        DATABASE.set(
                task,
                "spec = jsonb_set(spec, '{givenStems}', '{\"objects\": {\"vocals\": {\"key\": \"" + stem + "\"}}}')");

        in(Duration.ofHours(49)).take();
        assertThat(uploads()).contains(stem);
        DATABASE.execute("UPDATE batch SET deleted_at = now() WHERE id = (SELECT batch_id FROM task WHERE id = '"
                + task.uuid() + "')");
        DATABASE.set(task, "state = 'DONE', finished_at = now()");
        in(Duration.ofHours(50)).take();

        assertThat(uploads()).doesNotContain(stem);
    }

    @Test
    void stemsThatWereKeptGoAfterAWhile() throws Exception {
        String kept = put("stems/a-song/a-model");

        in(Duration.ofDays(6)).take();
        assertThat(OBJECTS.under("stems/")).contains(kept);
        in(Duration.ofDays(8)).take();

        assertThat(OBJECTS.under("stems/")).doesNotContain(kept);
    }

    @Test
    void aListingGoesOnWhereThePageBeforeEnded() throws Exception {
        put("listed/1");
        put("listed/2");
        put("listed/3");

        assertThat(OBJECTS.list("listed/", "", 2)).extracting(Stored::key).containsExactly("listed/1", "listed/2");
        assertThat(OBJECTS.list("listed/", "listed/2", 2))
                .extracting(Stored::key)
                .containsExactly("listed/3");
    }

    private static Sweeper in(Duration time) {
        return new Sweeper(DATABASE.jdbi(), OBJECTS, KEEP, Clock.offset(Clock.systemUTC(), time));
    }

    private static List<String> uploads() {
        return OBJECTS.under("uploads/");
    }

    private static String input(String key, String bucket) {
        return "spec = jsonb_set(spec, '{input}', '{\"bucket\": \"%s\", \"key\": \"%s\"}')".formatted(bucket, key);
    }

    private static void delete(TaskId task) {
        DATABASE.set(task, "state = 'CANCELLED', finished_at = now()");
        DATABASE.execute("UPDATE batch SET deleted_at = now() WHERE id = (SELECT batch_id FROM task WHERE id = '"
                + task.uuid() + "')");
    }

    @Test
    void aBatchIsKeptForItsDaysAndNotLonger() throws Exception {
        TaskId task = DATABASE.submit("a", 1).getFirst();
        DATABASE.execute("UPDATE batch SET retain_days = 3 WHERE id = (SELECT batch_id FROM task WHERE id = '"
                + task.uuid() + "')");
        DATABASE.set(task, "state = 'CANCELLED', finished_at = now() - interval '2 days'");
        sweeper.take();
        assertThat(DATABASE.count("id = '" + task.uuid() + "'")).isOne();

        DATABASE.set(task, "finished_at = now() - interval '4 days'");
        sweeper.take();

        assertThat(DATABASE.count("id = '" + task.uuid() + "'")).isZero();
    }

    @Test
    void oldEventsAreRemovedOncePublished() {
        TaskId task = DATABASE.submit("a", 1).getFirst();
        for (String published : List.of("NULL", "now()", "now() - interval '8 days'")) {
            DATABASE.execute("INSERT INTO event (task_id, data, published_at) VALUES ('" + task.uuid() + "', '{}', "
                    + published + ")");
        }

        sweeper.take();

        assertThat(DATABASE.one("SELECT count(*) FROM event WHERE task_id = '" + task.uuid() + "'"))
                .isEqualTo("2");
    }

    private static String put(String key) throws Exception {
        STORAGE.putObject(PutObjectArgs.builder().bucket("fader").object(key).stream(
                        new ByteArrayInputStream(new byte[1]), 1L, -1L)
                .build());
        return key;
    }

    private static void done(TaskId task, String key) {
        Loudness loudness = new Loudness(-14.0, -1.0, 5.0);
        QualityRecord quality = new QualityRecord(loudness, loudness, 0, 0.0, 0, 0, null, null, null, null, List.of());
        RemixResult result = new RemixResult(
                List.of(new RemixOutput(
                        "out",
                        new StoredObject("fader", key, 1, "0".repeat(64)),
                        new AudioProperties("wav", 1, 44100, 1, 16, 1),
                        quality,
                        List.of())),
                1,
                "cpu",
                new ModelRef("test", "1".repeat(64)),
                null);
        DATABASE.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO result (task_id, fence, worker, result) VALUES (?, 1, 'w', CAST(? AS jsonb))",
                        task.uuid(),
                        FaderJson.write(result)));
    }
}
