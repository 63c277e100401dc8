package dev.fader.schemas.api;

import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.TaskKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker process.
 *
 * @param slots how many things it does at once
 * @param running of them, those that run something
 * @param kinds of task that it takes now: those whose needs are all there
 * @param models SHA-256 of those that it has loaded
 * @param away what it needs and cannot reach
 * @param draining it is to finish what it has and take no more
 * @param tasks that it has in hand
 * @param warmRun the run whose state it keeps, to go on with it at once
 * @param memoryBytes what the process has of the machine's
 * @param deviceBusy from 0 to 1, the part of the time that its device was in use lately
 */
public record WorkerView(
        String id,
        String state,
        boolean alive,
        String device,
        int slots,
        int running,
        List<TaskClass> classes,
        List<TaskKind<?, ?>> kinds,
        List<String> models,
        List<String> away,
        boolean draining,
        List<TaskId> tasks,
        @Nullable RunId warmRun,
        long memoryBytes,
        double deviceBusy,
        Instant startedAt,
        Instant lastSeen) {}
