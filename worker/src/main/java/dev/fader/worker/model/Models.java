package dev.fader.worker.model;

import dev.fader.schemas.remix.ModelRef;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.NetworkUse;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a worker, by hash, loaded at their first use and kept: at most so many, and what was not used for
 * longest goes first, when nobody uses it any more. Safe for several threads; one that loads holds up only those that
 * want the same.
 */
public final class Models implements AutoCloseable {

    private final ModelFiles files;
    private final SeparatorLoader loader;
    private final int channelsAtOnce;
    private final int most;
    /** By SHA-256, what was used last at the end. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private NetworkUse useOfClosed = NetworkUse.NONE;

    /**
     * @param loader of networks, which says how long a call may take
     * @param channelsAtOnce of a network's call
     * @param most networks that are kept while nobody uses them
     */
    public Models(ModelFiles files, SeparatorLoader loader, int channelsAtOnce, int most) {
        this.files = files;
        this.loader = loader;
        this.channelsAtOnce = channelsAtOnce;
        this.most = most;
    }

    /** A network that is loaded or will be; its lock is held while it loads. */
    private static final class Entry {
        private int users;
        private volatile @Nullable DifferenceNetwork network;
    }

    /** A network on its device, and what results say about it; it stays loaded until this is closed. */
    public final class Loaded implements AutoCloseable {

        private final Entry entry;
        private final DifferenceNetwork network;
        private final ModelRef ref;
        private boolean closed;

        private Loaded(Entry entry, DifferenceNetwork network, ModelRef ref) {
            this.entry = entry;
            this.network = network;
            this.ref = ref;
        }

        public DifferenceNetwork network() {
            return network;
        }

        public ModelRef ref() {
            return ref;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(entry);
            }
        }
    }

    /**
     * @param name as the task has it
     * @param sha256 the model; null for the file of that name in this worker's folder
     * @throws RefusedInput if there is no such model
     * @throws dev.fader.queue.storage.StorageException when it must be fetched and the storage does not answer
     */
    public Loaded get(String name, @Nullable String sha256) throws IOException, RefusedInput {
        String hash = sha256 == null ? files.shipped().named(name) : sha256;
        Entry entry = use(hash);
        try {
            Loaded loaded = new Loaded(entry, load(hash, entry), new ModelRef(name, hash));
            trim();
            return loaded;
        } catch (IOException | RefusedInput | RuntimeException | Error e) {
            release(entry);
            throw e;
        }
    }

    private synchronized Entry use(String sha256) {
        Entry entry = entries.computeIfAbsent(sha256, absent -> new Entry());
        entry.users++;
        return entry;
    }

    private DifferenceNetwork load(String sha256, Entry entry) throws IOException, RefusedInput {
        synchronized (entry) {
            DifferenceNetwork network = entry.network;
            if (network == null) {
                network = DifferenceNetwork.of(loader.load(sha256, channelsAtOnce), loader.patience());
                entry.network = network;
            }
            return network;
        }
    }

    private void release(Entry entry) {
        synchronized (this) {
            entry.users--;
        }
        trim();
    }

    /** Closes what is too much, outside the lock: a network may have to end its work. */
    private void trim() {
        List<DifferenceNetwork> surplus = new ArrayList<>();
        synchronized (this) {
            entries.values().removeIf(entry -> entry.users == 0 && entry.network == null);
            int kept = entries.size();
            for (var entry = entries.entrySet().iterator(); kept > most && entry.hasNext(); ) {
                Entry oldest = entry.next().getValue();
                if (oldest.users == 0) {
                    Optional.ofNullable(oldest.network).ifPresent(surplus::add);
                    entry.remove();
                    kept--;
                }
            }
            useOfClosed = surplus.stream().map(DifferenceNetwork::use).reduce(useOfClosed, NetworkUse::plus);
        }
        surplus.forEach(DifferenceNetwork::close);
    }

    /** Whether one of them, or another call, has not returned: what it holds comes back with another process only. */
    public synchronized boolean stalled() {
        return loader.isStalled()
                || entries.values().stream()
                        .map(entry -> entry.network)
                        .anyMatch(network -> network != null && network.isStalled());
    }

    /** SHA-256 of those that are loaded, sorted. */
    public synchronized List<String> held() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().network != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What all networks have done. */
    public synchronized NetworkUse use() {
        NetworkUse use = useOfClosed;
        for (Entry entry : entries.values()) {
            DifferenceNetwork network = entry.network;
            use = network == null ? use : use.plus(network.use());
        }
        return use;
    }

    /** What is set, or less where memory ran out. */
    public synchronized int channelsAtOnce() {
        int least = channelsAtOnce;
        for (Entry entry : entries.values()) {
            DifferenceNetwork network = entry.network;
            if (network != null && network.isShared()) {
                least = Math.min(least, network.channelsAtOnce());
            }
        }
        return least;
    }

    /** For how long networks that several files share were in use, all in all. */
    public Duration sharedBusy() {
        return channelsAtOnce == 1 ? Duration.ZERO : Duration.ofNanos((long) (use().busySeconds() * 1e9));
    }

    /** Closes what nobody uses. */
    @Override
    public void close() {
        List<DifferenceNetwork> idle = new ArrayList<>();
        synchronized (this) {
            entries.values().removeIf(entry -> {
                if (entry.users == 0) {
                    Optional.ofNullable(entry.network).ifPresent(idle::add);
                }
                return entry.users == 0;
            });
        }
        idle.forEach(DifferenceNetwork::close);
    }
}
