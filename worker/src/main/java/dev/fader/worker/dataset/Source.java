package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A data set in storage, to be fetched for one attempt. */
record Source(DatasetRef ref, DatasetManifest manifest, ObjectStorage storage, Attempt attempt) {

    /** What is fetched of a WAV file before it is opened: its header, and whatever a studio wrote before the samples. */
    private static final int BEGINNING_BYTES = 1 << 16;

    void requireFits(CacheSpace space, List<Item> items) throws IOException, RefusedInput {
        space.requireFits("data set '%s'".formatted(ref.name()), bytes(items));
    }

    private static long bytes(List<Item> items) {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    /** Fetches what is not here yet. */
    void fetch(CacheEntry entry, Path data, List<Item> items) throws IOException, RefusedInput {
        try (CacheEntry.Filling filling = entry.fill(attempt::checkStop)) {
            List<Item> missing = entry.link(data, items);
            filling.reserve(bytes(missing));
            Fetching.all(missing, item -> fetch(entry, item, attempt::checkStop));
        }
    }

    /** Fetches what must be here from the beginning, and begins with the rest. */
    Streaming stream(CacheEntry entry, Path data, List<Item> items) throws IOException, RefusedInput {
        CacheEntry.Filling filling = entry.fill(attempt::checkStop);
        boolean begun = false;
        try {
            List<Item> missing = entry.link(data, items);
            filling.reserve(bytes(missing));
            Fetching.all(
                    missing.stream().filter(item -> !canCome(item)).toList(),
                    item -> fetch(entry, item, attempt::checkStop));
            List<Item> coming = missing.stream().filter(Source::canCome).toList();
            Map<Item, List<Path>> files = files(data, items, coming);
            Fetching.all(coming, item -> beginning(entry, item, files.getOrDefault(item, List.of())));
            // a run may be gone on with by other attempts: only closing ends it
            Streaming streaming = new Streaming(files, coming, item -> fetch(entry, item, () -> {}), entry::relink);
            streaming.start(filling::end);
            begun = true;
            return streaming;
        } finally {
            if (!begun) {
                filling.close();
            }
        }
    }

    /** Whether any part of it can be read without the rest. */
    private static boolean canCome(Item item) {
        return item.path().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    /** The files that have each content, under the first item of it. */
    private static Map<Item, List<Path>> files(Path data, List<Item> items, List<Item> coming) {
        Map<String, Item> byHash = coming.stream().collect(Collectors.toMap(Item::sha256, item -> item));
        Map<Item, List<Path>> files = new LinkedHashMap<>();
        for (Item item : items) {
            Item first = byHash.get(item.sha256());
            if (first != null) {
                files.computeIfAbsent(first, unused -> new ArrayList<>()).add(data.resolve(item.path()));
            }
        }
        return files;
    }

    private void beginning(CacheEntry entry, Item item, List<Path> files) throws IOException, RefusedInput {
        attempt.checkStop();
        Path partial = entry.partial();
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BEGINNING_BYTES, item.bytes()));
        try (SeekableByteChannel object = storage.open(object(item), item.bytes())) {
            while (block.hasRemaining() && object.read(block) >= 0) {
                attempt.checkStop();
            }
        }
        if (block.hasRemaining()) {
            throw new EOFException("%s ends before its header does".formatted(storage.nameOf(object(item))));
        }
        try (SeekableByteChannel file = Files.newByteChannel(partial, Set.of(StandardOpenOption.WRITE))) {
            file.write(block.flip());
            if (item.bytes() > block.limit()) {
                // the length of the whole, of which the disk has only what was written
                file.position(item.bytes() - 1).write(ByteBuffer.allocate(1));
            }
        }
        // whole at once: one that a turn before has left may be read by somebody
        Path beginning = entry.beginning(item);
        Files.move(partial, beginning, StandardCopyOption.ATOMIC_MOVE);
        for (Path file : files) {
            entry.relink(file, beginning);
        }
    }

    private ObjectRef object(Item item) {
        return new ObjectRef(manifest.bucket(), manifest.prefix() + item.path());
    }

    private void fetch(CacheEntry entry, Item item, Runnable betweenBlocks) throws IOException, RefusedInput {
        ObjectRef object = object(item);
        Path partial = entry.partial();
        String hash;
        try {
            hash = storage.fetchHashed(object, partial, betweenBlocks);
        } catch (RefusedInput gone) {
            throw changed(object, gone.detail());
        }
        if (!hash.equals(item.sha256())) {
            throw changed(
                    object,
                    "it had %d bytes, sha256 %s, and has %d, %s"
                            .formatted(item.bytes(), item.sha256(), Files.size(partial), hash));
        }
        entry.store(partial, hash);
    }

    private RefusedInput changed(ObjectRef object, String how) {
        return new RefusedInput(
                "dataset_changed",
                "%s is not what it was when the data set '%s' was checked: %s; have it checked again (fader datasets check %s)"
                        .formatted(storage.nameOf(object), ref.name(), how, ref.name()));
    }
}
