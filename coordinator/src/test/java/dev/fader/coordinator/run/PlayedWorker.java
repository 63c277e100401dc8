package dev.fader.coordinator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.run.EpochEnd;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Claims;
import dev.fader.queue.task.Commits;
import dev.fader.queue.task.Completion;
import dev.fader.queue.task.NextTask;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.kind.EpochKind;
import dev.fader.schemas.kind.PreflightKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.run.Position;
import dev.fader.schemas.run.TrainingSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A test as the worker of runs: it claims and commits as workers do, and says itself what came out. */
public record PlayedWorker(Jdbi jdbi) {

    private static final StoredObject OBJECT = new StoredObject("fader", "results/m", 10, "1".repeat(64));

    /** Registers a data set and has it checked. */
    public void dataset(String tenant, String name) {
        DatasetId id = DatasetId.create();
        jdbi.useTransaction(handle -> {
            boolean unused = DatasetRows.register(
                    handle, tenant, "fader", new CheckSpec(id, name, "fader", "songs/", null, List.of()));
        });
        TaskId check = new TaskId(jdbi.withHandle(
                handle -> handle.select("SELECT task_id FROM dataset WHERE tenant = ? AND name = ?", tenant, name)
                        .mapTo(UUID.class)
                        .one()));
        commit(claim(check), Completion.of(TaskKinds.CHECK, checked(), 1));
    }

    private static CheckResult checked() {
        return new CheckResult(
                true,
                OBJECT,
                null,
                "stems",
                44_100,
                List.of("vocals"),
                List.of(new CheckResult.Split("train", 1, 1, 3, Map.of("vocals", 1.0))),
                1,
                100,
                "3".repeat(64),
                0,
                0,
                List.of());
    }

    public Claims claims() {
        return new Claims(jdbi, "w", Duration.ofMinutes(1));
    }

    public Claim claim(TaskId task) {
        return claims().claim(List.of(task), TaskKinds.ALL, false).getFirst();
    }

    /** The one task of a run that waits. */
    public Claim claim(RunView run) {
        return claim(new TaskId(jdbi.withHandle(handle -> handle.select(
                        "SELECT id FROM task WHERE batch_id = ? AND state = 'READY'",
                        run.id().uuid())
                .mapTo(UUID.class)
                .one())));
    }

    public void commit(Claim claim, Completion completion) {
        assertThat(new Commits(jdbi, "w").commit(List.of(new Commits.Completed(claim, completion))))
                .containsExactly(claim.task());
    }

    public void look(RunView run) {
        PreflightKind.Result result = new PreflightKind.Result(
                1_000_000, 10, 2, 3, 4, 12.5, 9.0, 40.0, 1 << 20, "cpu", "1.0", "a".repeat(64));
        commit(
                claim(run),
                Completion.of(TaskKinds.PREFLIGHT, result, 1)
                        .then(List.of(NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(run.id(), 1, training(run), null))
                                .in(TaskClass.TRAINING))));
    }

    public void end(RunView run, int epoch, double sdrDb, EpochKind.End end) {
        commit(claim(run), epoch(run, epoch, sdrDb, end));
    }

    public Completion epoch(RunView run, int epoch, double sdrDb, EpochKind.End end) {
        Position position = position(4L * epoch);
        EpochKind.Result result = new EpochKind.Result(
                epoch, 4L * (epoch - 1), position, sdrDb, sdrDb, 0, Map.of("sdr", sdrDb), 40, 1, "cpu", end);
        NextTask next = NextTask.of(TaskKinds.EPOCH, new EpochKind.Spec(run.id(), epoch + 1, training(run), position));
        return Completion.of(TaskKinds.EPOCH, result, 4)
                .with(new EpochEnd(run.id(), result, end == null ? next : null));
    }

    /** A place to go on from. */
    static Position position(long step) {
        return new Position(step, OBJECT, OBJECT);
    }

    private static TrainingSpec training(RunView run) {
        return new TrainingSpec(run.config(), run.data(), null, run.separators());
    }
}
