package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What lies under a data set's prefix and may be part of a song.
 *
 * @param objects in the order of their keys
 * @param songs how many there seem to be, by their names
 */
record ListedSongs(CheckSpec spec, List<Found> objects, int songs) {

    /** An object. @param path the rest of its key after the prefix */
    record Found(String path, long bytes) {}

    private static final Set<String> SPLITS = Set.of("train", "validation", "valid", "test");

    /** @throws RefusedInput when there is nothing, or something that cannot be a file */
    static ListedSongs of(ObjectStorage storage, CheckSpec spec) throws IOException, RefusedInput {
        List<Found> objects = storage.list(spec.bucket(), spec.prefix()).stream()
                .map(listed ->
                        new Found(listed.object().key().substring(spec.prefix().length()), listed.bytes()))
                .filter(object -> isRead(object.path()))
                .toList();
        if (objects.isEmpty()) {
            throw none(spec);
        }
        refuseWhatIsNoFile(objects);
        return new ListedSongs(spec, objects, (int)
                objects.stream().map(object -> song(object.path())).distinct().count());
    }

    /** Why there are no songs. */
    static RefusedInput none(CheckSpec spec) {
        return new RefusedInput(
                "no_songs",
                "nothing under %s%s is a song%s; looked for %s"
                        .formatted(
                                spec.bucket() == null ? "" : spec.bucket() + "/",
                                spec.prefix(),
                                spec.layout() == null ? "" : " in the layout " + spec.layout(),
                                DatasetLayout.KNOWN));
    }

    long bytes() {
        return objects.stream().mapToLong(Found::bytes).sum();
    }

    private static boolean isRead(String path) {
        return DatasetLayout.reads(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String song(String path) {
        List<String> steps = List.of(path.split("/"));
        int at = SPLITS.contains(steps.getFirst()) && steps.size() > 1 ? 1 : 0;
        return String.join("/", steps.subList(0, at + 1));
    }

    private static void refuseWhatIsNoFile(List<Found> objects) throws RefusedInput {
        Set<String> folders = new HashSet<>();
        for (Found object : objects) {
            for (int slash = object.path().indexOf('/');
                    slash >= 0;
                    slash = object.path().indexOf('/', slash + 1)) {
                folders.add(object.path().substring(0, slash));
            }
        }
        for (Found object : objects) {
            if (!isPath(object.path()) || folders.contains(object.path())) {
                throw new RefusedInput(
                        "bad_key",
                        "'%s' under the prefix cannot be a file in a folder: give the object another key"
                                .formatted(object.path()));
            }
        }
    }

    /** Whether it names a file below the folder that it is put in, and in one way only. */
    private static boolean isPath(String key) {
        try {
            Path path = Path.of(key);
            return !path.isAbsolute()
                    && !path.startsWith("..")
                    && path.normalize().toString().equals(key);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
