package dev.fader.schemas.run;

import dev.fader.schemas.remix.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * A place in a run from which any worker can go on: weights, optimiser, schedule, random state and the sampler's position.
 *
 * @param step the next step to take
 * @param best the best weights so far, a model file; null before the first validation
 */
public record Position(
        long step, StoredObject checkpoint, @Nullable StoredObject best) {}
