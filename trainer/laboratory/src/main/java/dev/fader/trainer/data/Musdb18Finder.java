package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** MUSDB18: a song is one {@code .stem.mp4} with five stereo streams, whose order tells what they are. */
record Musdb18Finder() implements SongFinder {

    private static final String ENDING = ".stem.mp4";
    private static final List<String> STREAMS = List.of("mixture", "drums", "bass", "other", "vocals");

    @Override
    public boolean fits(Path folder) throws IOException {
        return !files(folder).isEmpty();
    }

    @Override
    public List<SongEntry> songs(Path folder) throws IOException {
        return files(folder).stream().map(Musdb18Finder::song).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        return SongFinder.entries(folder, file -> SongFinder.name(file).endsWith(ENDING) && Files.isRegularFile(file));
    }

    private static SongEntry song(Path file) {
        Map<String, List<StemPlace>> stems = new LinkedHashMap<>();
        for (int stream = 1; stream < STREAMS.size(); stream++) {
            stems.put(STREAMS.get(stream), List.of(new StemPlace(file, stream)));
        }
        String name = SongFinder.name(file);
        return new SongEntry(
                name.substring(0, name.length() - ENDING.length()),
                file,
                new StemPlace(file, 0),
                stems,
                List.of(),
                "",
                List.of());
    }
}
