package dev.fader.coordinator.batch;

import dev.fader.schemas.TaskClass;
import dev.fader.schemas.remix.RemixSpec;
import java.util.List;

/** A submission that was found to be in order, with every default filled in. */
public record Submission(String tenant, TaskClass taskClass, int priority, List<RemixSpec> items) {}
