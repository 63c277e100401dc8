package dev.fader.schemas.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/sweeps}, and the file of {@code fader sweep}: a run for each of many values of a configuration.
 *
 * @param data a registered data set, by name or id
 * @param config the trainer's own configuration, of which each run changes something
 * @param separators as of a run
 * @param keepEvery as of a run
 * @param evaluation what is done with what each run trained; null: nothing
 */
public record SubmitSweep(
        @Nullable String name,
        @Nullable String tenant,
        @Nullable String data,
        @Nullable JsonNode config,
        @Nullable Map<String, @Nullable String> separators,
        @Nullable Integer priority,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Integer keepEvery,
        @Nullable Points points,
        @Nullable Halving halving,
        @Nullable Budget budget,
        @Nullable SubmitEvaluation evaluation) {

    /**
     * Which values: one of the two.
     *
     * @param grid values by their dotted path in the configuration, such as {@code network.blocks}; every combination is a
     *     run. An object changes what is there as a JSON merge patch (RFC 7396) does
     */
    public record Points(
            @Nullable Map<String, List<JsonNode>> grid,
            @Nullable Random random) {}

    /** Values that are drawn. @param seed the same seed draws the same */
    public record Random(
            @Nullable Integer count,
            @Nullable Long seed,
            @Nullable Map<String, Drawing> values) {}

    /**
     * How a value is drawn: one of the three.
     *
     * @param of one of these
     * @param linear evenly between two numbers
     * @param log evenly in their logarithms
     */
    public record Drawing(
            @Nullable List<JsonNode> of,
            @Nullable List<Double> linear,
            @Nullable List<Double> log) {}

    /**
     * Successive halving: all runs train for some epochs, the best go on for more, and so on until one is left, which goes to
     * its end.
     *
     * @param firstEpochs of all
     * @param keep the share of runs that go on, for {@code 1 / keep} times as many epochs; null: a half
     */
    public record Halving(
            @Nullable Integer firstEpochs, @Nullable Double keep) {}

    /**
     * What a sweep may take.
     *
     * @param runs more points are refused, of random ones no more are drawn
     * @param epochs of all runs together; then what has not ended is cancelled
     * @param deviceHours likewise, of the time that epochs took
     */
    public record Budget(
            @Nullable Integer runs,
            @Nullable Integer epochs,
            @Nullable Double deviceHours) {}
}
