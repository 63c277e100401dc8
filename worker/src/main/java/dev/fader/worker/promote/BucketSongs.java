package dev.fader.worker.promote;

import dev.fader.schemas.model.HeldOut;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.storage.ObjectStorage;
import dev.fader.worker.storage.ObjectStorage.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Songs below a prefix of a bucket, copied to the attempt's scratch space: no more of them than are asked for. */
final class BucketSongs implements HeldOutSongs {

    private static final String FOLDER = "held-out";

    private final ObjectStorage storage;

    BucketSongs(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public Path folder(HeldOut heldOut, Scratch scratch, Attempt attempt) throws IOException, RefusedInput {
        String prefix = withSlash(heldOut.prefix()) + withSlash(heldOut.split());
        Map<String, List<Listed>> songs = songs(storage.list(heldOut.bucket(), prefix), prefix);
        if (songs.isEmpty()) {
            throw new RefusedInput(
                    "no_songs",
                    "there are no songs below %s: <song>/<source>.wav is expected there"
                            .formatted(storage.nameOf(new ObjectRef(heldOut.bucket(), prefix))));
        }
        Path root = scratch.file(FOLDER);
        for (var song : songs.entrySet().stream().limit(heldOut.songs()).toList()) {
            Path folder = Files.createDirectories(root.resolve(heldOut.split()).resolve(song.getKey()));
            for (Listed stem : song.getValue()) {
                attempt.checkStop();
                scratch.reserve(stem.bytes());
                String key = stem.object().key();
                Path file = folder.resolve(key.substring(key.lastIndexOf('/') + 1));
                storage.fetch(stem.object(), stem.bytes(), file, attempt::checkStop);
            }
        }
        return root;
    }

    private static String withSlash(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** By name, in the order of names; what does not lie in a song's folder is left out. */
    private static Map<String, List<Listed>> songs(List<Listed> objects, String prefix) {
        Map<String, List<Listed>> songs = new TreeMap<>();
        for (Listed object : objects) {
            String[] parts = object.object().key().substring(prefix.length()).split("/", -1);
            boolean fits = parts.length == 2 && Arrays.stream(parts).allMatch(BucketSongs::isFileName);
            if (fits) {
                songs.computeIfAbsent(parts[0], song -> new ArrayList<>()).add(object);
            }
        }
        return songs;
    }

    /** A key is anybody's text: it must not lead out of the folder. */
    private static boolean isFileName(String part) {
        return !part.isBlank() && !part.startsWith(".") && part.indexOf('\\') < 0 && part.indexOf(0) < 0;
    }
}
