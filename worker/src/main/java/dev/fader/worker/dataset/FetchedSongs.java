package dev.fader.worker.dataset;

import dev.fader.queue.storage.StorageException;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Fetches what was listed, and hashes it on the way. */
final class FetchedSongs {

    private final CacheEntry entry;
    private final ObjectStorage storage;
    private final CheckProgress progress;
    private final NavigableMap<String, Item> items = new ConcurrentSkipListMap<>();

    FetchedSongs(CacheEntry entry, ObjectStorage storage, CheckProgress progress) {
        this.entry = entry;
        this.storage = storage;
        this.progress = progress;
    }

    /** @param root folder that gets them */
    void fetch(Path root, ListedSongs listed) throws IOException, RefusedInput {
        Files.createDirectories(root);
        Fetching.all(listed.objects(), object -> {
            ObjectRef ref = new ObjectRef(listed.spec().bucket(), listed.spec().prefix() + object.path());
            Item item = fetch(ref, object, root);
            items.put(item.path(), item);
            progress.fetched(item.bytes());
        });
    }

    private Item fetch(ObjectRef ref, ListedSongs.Found object, Path root) throws IOException, RefusedInput {
        Path partial = entry.partial();
        String hash = storage.fetchHashed(ref, partial, progress::checkStop);
        if (Files.size(partial) != object.bytes()) {
            throw new StorageException("%s had %d bytes when it was listed, and has %d: is it being written?"
                    .formatted(storage.nameOf(ref), object.bytes(), Files.size(partial)));
        }
        Item item = new Item(object.path(), object.bytes(), hash);
        if (entry.link(root, List.of(item)).isEmpty()) {
            Files.delete(partial);
        } else {
            entry.store(partial, hash);
        }
        return item;
    }

    /** What was fetched, by path. */
    NavigableMap<String, Item> items() {
        return items;
    }
}
