package dev.fader.schemas.api;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.kind.TaskKind;
import java.time.Instant;
import java.util.List;

/**
 * One worker process.
 *
 * @param slots how many things it does at once
 * @param running of them, those that run something
 * @param kinds of task that it takes now: those whose needs are all there
 * @param models SHA-256 of those that it has loaded
 * @param away what it needs and cannot reach
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
        Instant startedAt,
        Instant lastSeen) {}
