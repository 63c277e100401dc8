package dev.fader.worker.dataset;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.dataset.DatasetManifest.Song;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Data sets as folders: fetched from object storage at their first use, by hash, and kept within a bound for the next.
 * Safe for several threads; processes of one machine may share the folder.
 */
public final class DatasetCache {

    private final CacheSpace space;
    private final ObjectStorage storage;

    /**
     * @param root folder that keeps what was fetched
     * @param mostBytes that it may hold
     */
    public DatasetCache(Path root, long mostBytes, ObjectStorage storage) {
        this(new CacheSpace(root, mostBytes), storage);
    }

    DatasetCache(CacheSpace space, ObjectStorage storage) {
        this.space = space;
        this.storage = storage;
    }

    /**
     * Opens a data set with the songs of some splits, and fetches first what is not here.
     *
     * @param splits as {@link dev.fader.trainer.data.StemDataset#open} takes them
     * @return to be closed when nothing is read from it any more
     * @throws RefusedInput if it will never fit, or is not in storage any more as it was when it was checked
     */
    public DatasetFolder open(DatasetRef ref, Set<String> splits, Attempt attempt) throws IOException, RefusedInput {
        return open(ref, splits, attempt, false);
    }

    /**
     * The same, but WAV files come while others are read already: only their beginnings are fetched first, and what is
     * read further is waited for, or fetched by the thread that needs it. Whatever is read has the hash of the manifest.
     * Files in other formats, which are decoded whole when a split is opened, are fetched first.
     */
    public DatasetFolder stream(DatasetRef ref, Set<String> splits, Attempt attempt) throws IOException, RefusedInput {
        return open(ref, splits, attempt, true);
    }

    /**
     * A folder for what is made of a data set.
     *
     * @param key SHA-256 of all that decides what is in it
     */
    public MadeFolder made(String key) throws IOException {
        return new MadeFolder(space, space.open(key));
    }

    private DatasetFolder open(DatasetRef ref, Set<String> splits, Attempt attempt, boolean streamed)
            throws IOException, RefusedInput {
        CacheEntry entry = space.open(ref.manifest().sha256());
        boolean opened = false;
        try {
            DatasetManifest manifest = manifest(entry, ref.manifest(), attempt);
            Path data = entry.data(ref.name());
            List<Item> items = items(manifest, splits);
            makeFolders(data, manifest);
            Streaming streaming = null;
            if (!entry.has(data, items)) {
                Source source = new Source(ref, manifest, storage, attempt);
                source.requireFits(space, items);
                streaming = streamed ? source.stream(entry, data, items) : null;
                if (!streamed) {
                    source.fetch(entry, data, items);
                }
            }
            opened = true;
            return new DatasetFolder(entry, manifest, data, streaming);
        } finally {
            if (!opened) {
                entry.close();
            }
        }
    }

    private DatasetManifest manifest(CacheEntry entry, StoredObject stored, Attempt attempt)
            throws IOException, RefusedInput {
        if (!entry.hasManifest()) {
            Path partial = entry.partialManifest();
            String hash =
                    storage.fetchHashed(new ObjectRef(stored.bucket(), stored.key()), partial, attempt::checkStop);
            if (!hash.equals(stored.sha256())) {
                throw new RefusedInput(
                        "dataset_changed",
                        "the manifest %s/%s is not what the check wrote".formatted(stored.bucket(), stored.key()));
            }
            Files.move(partial, entry.manifest(), StandardCopyOption.ATOMIC_MOVE);
        }
        return FaderJson.read(Files.readString(entry.manifest()), DatasetManifest.class);
    }

    /** The objects of the splits' songs, or of all where songs lie in no split folders. */
    static List<Item> items(DatasetManifest manifest, Set<String> splits) {
        DatasetLayout layout = DatasetLayout.parse(manifest.layout());
        Set<String> present = folders(manifest);
        Set<String> wanted = splits.stream()
                .flatMap(split -> layout.foldersOf(split, present).stream())
                .collect(Collectors.toSet());
        return manifest.songs().stream()
                .filter(song -> wanted.contains(song.split()))
                .flatMap(song -> song.objects().stream())
                .toList();
    }

    private static Set<String> folders(DatasetManifest manifest) {
        return manifest.songs().stream().map(Song::split).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Which folders there are decides how songs are divided, also where some are not fetched. */
    private static void makeFolders(Path data, DatasetManifest manifest) throws IOException {
        Files.createDirectories(data);
        for (String folder : folders(manifest)) {
            if (!folder.equals(CheckedSongs.NO_SPLITS)) {
                Files.createDirectories(data.resolve(folder));
            }
        }
    }
}
