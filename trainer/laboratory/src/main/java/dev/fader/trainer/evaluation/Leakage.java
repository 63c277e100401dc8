package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Where a network puts stems that are known, as means over songs, for music whose stems are not all of the network's sources.
 *
 * @param silentStems how often a stem is silent in a song, and has no level and no SDR there
 * @param levelDb by stem and source: the stem's level in the source's estimate, relative to its level in the mixture
 * @param sdrDb by source: SDR of the estimate, where the stem of that name is known
 * @param ok whether every level is a number
 */
public record Leakage(
        String name,
        boolean ok,
        int songs,
        @JsonProperty("silent_stems") int silentStems,
        @JsonProperty("level_db") Map<String, Map<String, Double>> levelDb,
        @JsonProperty("sdr_db") Map<String, Double> sdrDb) {}
