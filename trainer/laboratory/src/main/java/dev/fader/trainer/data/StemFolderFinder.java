package dev.fader.trainer.data;

import dev.fader.trainer.data.SongEntry.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A song is a folder, and each WAV or FLAC file in it a stem with the name of its source: MUSDB18-HQ, or anybody's own
 * stems. In names case does not matter, nor does a number in front ({@code 03 - Bass.wav} is the bass).
 *
 * @param allowed the sources there may be; empty: any
 */
record StemFolderFinder(Set<String> allowed) implements SongFinder {

    private static final Set<String> MIXTURES = Set.of("mixture", "mix", "master");
    private static final Pattern NUMBER_IN_FRONT = Pattern.compile("^\\d+[\\s_.-]+");

    @Override
    public boolean fits(Path folder) throws IOException {
        for (Path song : SongFinder.entries(folder, Files::isDirectory)) {
            List<Path> files = SongFinder.entries(song, SongFinder::isAudio);
            boolean ours = allowed.isEmpty()
                    ? !files.isEmpty()
                    : files.stream().map(StemFolderFinder::source).anyMatch("mixture"::equals)
                            && files.stream().map(StemFolderFinder::source).anyMatch(allowed::contains);
            if (ours) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<SongEntry> songs(Path folder) throws IOException {
        List<SongEntry> songs = new ArrayList<>();
        for (Path song : SongFinder.entries(folder, Files::isDirectory)) {
            songs.add(song(song));
        }
        return songs;
    }

    SongEntry song(Path folder) throws IOException {
        Map<String, List<StemPlace>> stems = new LinkedHashMap<>();
        List<Oddity> oddities = new ArrayList<>();
        @Nullable StemPlace mixture = null;
        for (Path file : SongFinder.entries(folder, SongFinder::isAudio)) {
            String source = source(file);
            if (MIXTURES.contains(source)) {
                mixture = StemPlace.of(file);
            } else if (!allowed.isEmpty() && !allowed.contains(source)) {
                oddities.add(
                        mislabelled("%s is named like none of %s".formatted(SongFinder.name(file), sorted(allowed))));
            } else if (stems.putIfAbsent(source, List.of(StemPlace.of(file))) != null) {
                oddities.add(mislabelled("%s is a second %s".formatted(SongFinder.name(file), source)));
            }
        }
        return new SongEntry(SongFinder.name(folder), folder, mixture, stems, List.of(), "", oddities);
    }

    private static String source(Path file) {
        String name = NUMBER_IN_FRONT.matcher(SongFinder.baseName(file)).replaceFirst("");
        return name.toLowerCase(Locale.ROOT);
    }

    private static Oddity mislabelled(String message) {
        return new Oddity(Finding.Kind.MISLABELLED, message);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
