package dev.fader.worker.model;

import dev.fader.schemas.remix.ModelRef;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
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
    private final Device device;
    private final int most;
    private final NativeCalls calls;
    /** By SHA-256, what was used last at the end. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private double busyOfClosed;

    /**
     * @param most networks that are kept while nobody uses them
     * @param calls into what they run on
     */
    public Models(ModelFiles files, Device device, int most, NativeCalls calls) {
        this.calls = calls;
        this.files = files;
        this.device = device;
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
                network = DifferenceNetwork.of(separator(sha256), calls.patience());
                entry.network = network;
            }
            return network;
        }
    }

    private Separator separator(String sha256) throws IOException, RefusedInput {
        return open(files.separator(sha256));
    }

    /**
     * Loads what is no model of the service yet; it is the caller's to close. A mixer's separators must be models already.
     *
     * @throws IOException if it cannot be loaded
     * @throws RefusedInput if a separator that it mixes is not known
     */
    public Separator open(SeparatorFile file) throws IOException, RefusedInput {
        try {
            return calls.call("loading a model", () -> file.load(device, this::other));
        } catch (Missing e) {
            throw e.refusal;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a model cannot be loaded", e);
        }
    }

    /** One that a mixer needs. */
    private SeparatorFile other(String sha256) throws IOException {
        try {
            return files.separator(sha256);
        } catch (RefusedInput e) {
            throw new Missing(e);
        }
    }

    /** Carries a refusal through the loading of a mixer. */
    private static final class Missing extends IOException {

        private static final long serialVersionUID = 1;

        private final RefusedInput refusal;

        Missing(RefusedInput refusal) {
            super(refusal);
            this.refusal = refusal;
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
            busyOfClosed +=
                    surplus.stream().mapToDouble(DifferenceNetwork::busySeconds).sum();
        }
        surplus.forEach(DifferenceNetwork::close);
    }

    /** Whether one of them, or another call, has not returned: what it holds comes back with another process only. */
    public synchronized boolean stalled() {
        return calls.stalled()
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

    /** Wall time that all networks have spent in calls, in seconds. */
    public synchronized double busySeconds() {
        double busy = busyOfClosed;
        for (Entry entry : entries.values()) {
            DifferenceNetwork network = entry.network;
            busy += network == null ? 0 : network.busySeconds();
        }
        return busy;
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
