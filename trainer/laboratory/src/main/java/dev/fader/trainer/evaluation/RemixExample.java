package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A remix to listen to; files lie beside the result.
 *
 * @param source which one was moved
 * @param mixture the input
 * @param target the true remix
 * @param remix the network's
 */
public record RemixExample(
        String song,
        String source,
        @JsonProperty("gain_db") double gainDb,
        String mixture,
        String target,
        String remix) {}
