package dev.fader.schemas.evaluation;

import dev.fader.schemas.RunId;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.remix.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * Which model is measured on what.
 *
 * @param run that trained it
 * @param name of the run, by which reports know the model
 * @param model its best weights, a model file
 * @param trainedOn the training set's name in reports
 * @param songs of the split, the first so many; null: all
 * @param protocol null: the one for what the model was trained to do
 */
public record EvaluateSpec(
        RunId run,
        String name,
        StoredObject model,
        String trainedOn,
        DatasetRef data,
        String split,
        @Nullable Integer songs,
        @Nullable Protocol protocol) {}
