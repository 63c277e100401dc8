package dev.fader.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fader.trainer.data.SongEntry.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MedleyDB: a song is a folder, below {@code Audio} where there is one, with {@code <song>_METADATA.yaml}, which names the
 * instrument of each file of {@code <song>_STEMS}. Voices, the drum kit and what plays the bass are summed as vocals, drums
 * and bass, all others as other: percussion beside the kit too, as in MoisesDB.
 */
record MedleyDbFinder() implements SongFinder {

    /** Of the instruments that the data set's taxonomy has. */
    private static final Map<String, Set<String>> INSTRUMENTS = Map.of(
            "vocals",
            Set.of(
                    "male singer",
                    "female singer",
                    "male speaker",
                    "female speaker",
                    "male rapper",
                    "female rapper",
                    "beatboxing",
                    "vocalists"),
            "drums",
            Set.of("drum set", "drum machine", "kick drum", "bass drum", "snare drum", "toms", "high hat", "cymbal"),
            "bass",
            Set.of("electric bass", "double bass"));

    private static final String BASS_LINE = "bass";
    private static final ObjectMapper YAML = new YAMLMapper();

    @Override
    public boolean fits(Path folder) throws IOException {
        return SongFinder.entries(audio(folder), Files::isDirectory).stream()
                .anyMatch(song -> Files.isRegularFile(metadata(song)));
    }

    @Override
    public List<SongEntry> songs(Path folder) throws IOException {
        List<SongEntry> songs = new ArrayList<>();
        for (Path song : SongFinder.entries(audio(folder), Files::isDirectory)) {
            songs.add(song(song));
        }
        return songs;
    }

    private static Path audio(Path folder) {
        Path audio = folder.resolve("Audio");
        return Files.isDirectory(audio) ? audio : folder;
    }

    private static Path metadata(Path song) {
        return song.resolve(SongFinder.name(song) + "_METADATA.yaml");
    }

    private static SongEntry song(Path folder) throws IOException {
        String name = SongFinder.name(folder);
        List<Oddity> oddities = new ArrayList<>();
        Map<String, List<StemPlace>> stems = new LinkedHashMap<>();
        for (JsonNode stem : SongMetadata.read(metadata(folder), YAML, oddities).path("stems")) {
            String file = SongMetadata.fileName(stem.path("filename").asText());
            stems.computeIfAbsent(source(stem), its -> new ArrayList<>())
                    .add(StemPlace.of(folder.resolve(name + "_STEMS").resolve(file)));
        }
        Path mix = folder.resolve(name + "_MIX.wav");
        @Nullable StemPlace mixture = Files.isRegularFile(mix) ? StemPlace.of(mix) : null;
        return new SongEntry(name, folder, mixture, stems, List.of(), "", oddities);
    }

    /** The instrument's; of one that is none of them the bass, if it plays the bass line. */
    private static String source(JsonNode stem) {
        String instrument = stem.path("instrument").asText();
        return INSTRUMENTS.entrySet().stream()
                .filter(source -> source.getValue().contains(instrument))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(stem.path("component").asText().equals(BASS_LINE) ? BASS_LINE : "other");
    }
}
