package dev.fader.schemas.dataset;

import dev.fader.schemas.notation.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every object of a data set by hash. The objects stay where they lie; one that is changed later has another hash.
 *
 * @param schemaVersion 1
 * @param prefix of the objects' keys; empty, or ends in a slash
 * @param layout as the trainer calls it, such as {@code musdb18-hq}
 * @param sampleRateHz of all songs; 0 where they differ
 * @param songs in the order of splits and names
 */
public record DatasetManifest(
        int schemaVersion,
        String bucket,
        String prefix,
        String layout,
        int sampleRateHz,
        List<String> sources,
        List<Song> songs) {

    public static final int VERSION = 1;

    public DatasetManifest {
        if (schemaVersion != VERSION) {
            throw new IllegalArgumentException("a manifest of version %d: only %d is understood, so this part is older"
                    .formatted(schemaVersion, VERSION));
        }
        sources = List.copyOf(sources);
        songs = List.copyOf(songs);
    }

    /**
     * One song.
     *
     * @param split the folder that it lies in; {@code all} where there are no such folders
     * @param sha256 of the names and hashes of its objects, so that it is the same wherever the song lies
     */
    public record Song(String split, String name, String sha256, double seconds, List<Item> objects) {

        public Song {
            objects = List.copyOf(objects);
        }
    }

    /** An object. @param path the rest of its key after the prefix */
    public record Item(String path, long bytes, String sha256) {}

    /** Of all songs' splits, names and hashes: equal for equal content under any prefix. */
    public String contentSha256() {
        return hash(songs.stream()
                .map(song -> song.sha256() + " " + song.split() + "/" + song.name())
                .toList());
    }

    public long bytes() {
        return songs.stream()
                .flatMap(song -> song.objects().stream())
                .mapToLong(Item::bytes)
                .sum();
    }

    /** A hash of lines, whatever their order. */
    public static String hash(List<String> lines) {
        return Sha256.of(
                lines.stream().sorted().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
    }
}
