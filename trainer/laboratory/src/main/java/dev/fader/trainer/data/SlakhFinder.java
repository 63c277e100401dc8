package dev.fader.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fader.trainer.data.Finding.Kind;
import dev.fader.trainer.data.SongEntry.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Slakh2100: a song is a folder with {@code metadata.yaml}, which tells the class of each file of {@code stems/}. The
 * first stem of a class, by its id, is that source; the others only sound in the mixture. Files are FLAC, or WAV.
 */
record SlakhFinder() implements SongFinder {

    static final String METADATA = "metadata.yaml";

    /** General MIDI has two families of strings; the second counts as strings, as in the authors' reader. */
    private static final String CONTINUED = " (continued)";

    private static final ObjectMapper YAML = new YAMLMapper();

    @Override
    public boolean fits(Path folder) throws IOException {
        return !SongFinder.entries(folder, SlakhFinder::isTrack).isEmpty();
    }

    @Override
    public List<SongEntry> songs(Path folder) throws IOException {
        List<SongEntry> songs = new ArrayList<>();
        for (Path track : SongFinder.entries(folder, Files::isDirectory)) {
            songs.add(new Track(track).read());
        }
        return songs;
    }

    private static boolean isTrack(Path folder) {
        return Files.isRegularFile(folder.resolve(METADATA));
    }

    /** One song's folder while it is looked through. */
    private static final class Track {

        private final Path folder;
        private final Map<String, List<StemPlace>> stems = new LinkedHashMap<>();
        private final List<StemPlace> further = new ArrayList<>();
        private final List<Oddity> oddities = new ArrayList<>();
        private String score = "";

        Track(Path folder) {
            this.folder = folder;
        }

        SongEntry read() throws IOException {
            metadata().forEach(this::add);
            for (Path file : SongFinder.entries(folder.resolve("stems"), SongFinder::isAudio)) {
                StemPlace place = StemPlace.of(file);
                if (!stems.containsValue(List.of(place)) && !further.contains(place)) {
                    odd(Kind.MISLABELLED, "stems/%s has no class in %s".formatted(SongFinder.name(file), METADATA));
                }
            }
            return new SongEntry(
                    SongFinder.name(folder), folder, audio(folder, "mix"), stems, further, score, oddities);
        }

        /** What the metadata says of each stem, by id. */
        private Map<String, JsonNode> metadata() throws IOException {
            Map<String, JsonNode> described = new TreeMap<>();
            JsonNode root = SongMetadata.read(folder.resolve(METADATA), YAML, oddities);
            score = root.path("UUID").asText("");
            root.path("stems").properties().forEach(stem -> described.put(stem.getKey(), stem.getValue()));
            return described;
        }

        private void add(String id, JsonNode described) {
            String source = described
                    .path("inst_class")
                    .asText("")
                    .toLowerCase(Locale.ROOT)
                    .replace(CONTINUED, "");
            boolean rendered = described.path("audio_rendered").asBoolean(true);
            if (!rendered || source.isEmpty()) {
                return;
            }
            if (described.has("is_drum") && described.path("is_drum").asBoolean() != source.equals("drums")) {
                odd(
                        Kind.MISLABELLED,
                        "%s is of the class %s, and is_drum is %s: one of them is wrong"
                                .formatted(id, source, described.path("is_drum").asBoolean()));
            }
            StemPlace place = audio(folder.resolve("stems"), SongMetadata.fileName(id));
            if (place == null) {
                odd(Kind.MISSING, "stems/%s.flac, of the class %s, is not there".formatted(id, source));
            } else if (stems.putIfAbsent(source, List.of(place)) != null) {
                further.add(place);
            }
        }

        private void odd(Kind kind, String message) {
            oddities.add(new Oddity(kind, message));
        }

        private static @Nullable StemPlace audio(Path folder, String name) {
            for (String ending : List.of(".flac", ".wav")) {
                Path file = folder.resolve(name + ending);
                if (Files.isRegularFile(file)) {
                    return StemPlace.of(file);
                }
            }
            return null;
        }
    }
}
