package dev.fader.schemas.evaluation;

import dev.fader.schemas.RunId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.remix.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * Which network is measured on what.
 *
 * @param run that trained it
 * @param model its best weights, a model file
 * @param trainedOn the training set's name in reports
 * @param songs of the split, the first so many; null: all
 */
public record EvaluateSpec(
        RunId run,
        StoredObject model,
        String trainedOn,
        DatasetRef data,
        String split,
        @Nullable Integer songs) {}
