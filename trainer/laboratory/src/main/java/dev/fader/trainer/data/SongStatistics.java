package dev.fader.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the energy of a song's stems lies, and which way they were turned.
 *
 * @param stems by source; stems that are no source lie under their files' names
 * @param negated by stem, as the song's record tells; empty where it has none
 */
record SongStatistics(String song, Map<String, StemEnergy> stems, Map<String, Boolean> negated) {

    static SongStatistics of(SongEntry song) throws IOException {
        Map<String, StemEnergy> stems = new LinkedHashMap<>();
        for (Map.Entry<String, List<StemPlace>> stem : song.stems().entrySet()) {
            for (StemPlace place : stem.getValue()) {
                stems.merge(stem.getKey(), StemEnergy.of(place), StemEnergy::with);
            }
        }
        for (StemPlace place : song.further()) {
            stems.put(SongFinder.baseName(place.file()), StemEnergy.of(place));
        }
        return new SongStatistics(song.name(), stems, negated(song.place().resolve("song.json")));
    }

    private static Map<String, Boolean> negated(Path record) throws IOException {
        Map<String, Boolean> negated = new TreeMap<>();
        if (Files.exists(record)) {
            for (Map.Entry<String, JsonNode> stem :
                    Json.MAPPER.readTree(record.toFile()).path("stems").properties()) {
                if (stem.getValue().has("polarity")) {
                    negated.put(stem.getKey(), stem.getValue().path("polarity").asInt() < 0);
                }
            }
        }
        return negated;
    }

    /** Whether drums sound. */
    boolean hasDrums() {
        StemEnergy drums = stems.get("drums");
        return drums != null && drums.all() > 0;
    }

    /** Stems of which nothing is heard from beginning to end. */
    long silentStems() {
        return stems.values().stream().filter(stem -> stem.all() == 0).count();
    }

    /** The share of all but vocals, drums and bass in the stems' energy from 8 to 16 kHz, 0…1. */
    double trebleShareOfOther() {
        double all = 0;
        double other = 0;
        for (Map.Entry<String, StemEnergy> stem : stems.entrySet()) {
            double treble = stem.getValue().treble();
            all += treble;
            other += SourceStems.NOT_OTHER.contains(stem.getKey()) ? 0 : treble;
        }
        return all == 0 ? 0 : other / all;
    }
}
