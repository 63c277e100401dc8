package dev.fader.schemas.api;

import dev.fader.schemas.TaskId;
import dev.fader.schemas.kind.EpochKind;
import java.time.Instant;

/**
 * An epoch that has ended.
 *
 * @param superseded the run was started again from an earlier one
 * @param kept whether its checkpoint is there, so that the run can be started again from it
 */
public record RunEpochView(TaskId task, EpochKind.Result result, boolean superseded, boolean kept, Instant endedAt) {}
