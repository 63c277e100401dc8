package dev.fader.trainer.engine;

import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import org.jspecify.annotations.Nullable;

/**
 * All numbers that steps change: what it takes to go on from there.
 *
 * @param statistics that a network keeps of its batches; empty for most
 * @param average of the parameters, where one is kept and has begun
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are handed over whole and never compared
public record TrainedValues(float[] parameters, float[] statistics, AdamState adam, float @Nullable [] average) {

    /** Before the first step. @throws IllegalArgumentException naming tensors that do not fit the program */
    public static TrainedValues of(Program program, Weights weights) {
        float[] parameters = program.flatLayout().pack(weights);
        return new TrainedValues(
                parameters, program.statisticsLayout().pack(weights), AdamState.fresh(parameters.length), null);
    }
}
