package dev.fader.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.data.SongEntry.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MoisesDB: a song is a folder with {@code data.json}, which names the tracks of each stem; a stem is their sum. The stem
 * that is called {@code other} there is one of eleven and a small part of what four sources call so: its tracks are
 * further ones, and {@code other} is all but vocals, drums, bass and the other sources, as in the authors' reader.
 */
record MoisesDbFinder() implements SongFinder {

    static final String METADATA = "data.json";

    private static final String SMALL_OTHER = "other";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean fits(Path folder) throws IOException {
        return !SongFinder.entries(folder, song -> Files.isRegularFile(song.resolve(METADATA)))
                .isEmpty();
    }

    @Override
    public List<SongEntry> songs(Path folder) throws IOException {
        List<SongEntry> songs = new ArrayList<>();
        for (Path song : SongFinder.entries(folder, Files::isDirectory)) {
            songs.add(song(song));
        }
        return songs;
    }

    private static SongEntry song(Path folder) throws IOException {
        List<Oddity> oddities = new ArrayList<>();
        Map<String, List<StemPlace>> stems = new LinkedHashMap<>();
        List<StemPlace> further = new ArrayList<>();
        for (JsonNode stem :
                SongMetadata.read(folder.resolve(METADATA), JSON, oddities).path("stems")) {
            String name = SongMetadata.fileName(stem.path("stemName").asText());
            for (JsonNode track : stem.path("tracks")) {
                String file = track.path("id").asText() + "."
                        + track.path("extension").asText("wav");
                StemPlace place = StemPlace.of(folder.resolve(name).resolve(SongMetadata.fileName(file)));
                if (name.equals(SMALL_OTHER)) {
                    further.add(place);
                } else {
                    stems.computeIfAbsent(name, its -> new ArrayList<>()).add(place);
                }
            }
        }
        return new SongEntry(SongFinder.name(folder), folder, null, stems, further, "", oddities);
    }
}
