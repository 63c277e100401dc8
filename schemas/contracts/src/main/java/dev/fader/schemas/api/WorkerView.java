package dev.fader.schemas.api;

import dev.fader.schemas.TaskClass;
import java.time.Instant;
import java.util.List;

/** One worker process: what it runs on, how many tasks at once, how many now, and when it was last heard of. */
public record WorkerView(
        String id,
        String state,
        boolean alive,
        String device,
        int slots,
        int running,
        List<TaskClass> classes,
        Instant startedAt,
        Instant lastSeen) {}
