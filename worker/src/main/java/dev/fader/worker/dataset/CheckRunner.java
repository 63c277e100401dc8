package dev.fader.worker.dataset;

import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.CheckSpec;
import dev.fader.schemas.dataset.DatasetFinding;
import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.dataset.DatasetManifest.Song;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.data.DatasetInspection;
import dev.fader.trainer.data.DatasetLayout;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a data set: list → fetch and hash, which fills the cache → read every song as {@code check-data} does → write
 * the manifest. A data set with faults is a result, too: the task is done, and what was found is what it made.
 */
final class CheckRunner implements TaskRunner<CheckSpec> {

    /** In the result; the rest lies in storage. */
    private static final int FINDINGS_SHOWN = 50;

    private final CacheSpace space;
    private final ObjectStorage storage;

    CheckRunner(CacheSpace space, ObjectStorage storage) {
        this.space = space;
        this.storage = storage;
    }

    @Override
    public TaskKind<CheckSpec, ?> kind() {
        return TaskKinds.CHECK;
    }

    @Override
    public Outcome run(CheckSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            ListedSongs listed = ListedSongs.of(storage, spec);
            space.requireFits("data set '%s'".formatted(spec.name()), listed.bytes());
            try (CacheEntry entry = space.open("check-" + spec.dataset());
                    CacheEntry.Filling filling = entry.fill(attempt::checkStop)) {
                // the names of an earlier check, of which nobody knows whether they still hold
                entry.forget();
                filling.reserve(listed.bytes());
                Path root = entry.data(spec.name());
                CheckProgress progress = new CheckProgress(attempt, listed);
                FetchedSongs fetched = new FetchedSongs(entry, storage, progress);
                fetched.fetch(root, listed);
                DatasetInspection inspection = inspect(root, spec, progress);
                List<Song> songs = new CheckedSongs(root, fetched.items()).of(inspection);
                Completion completion = completed(spec, claim, inspection, songs, root, entry, attempt);
                entry.forget();
                return completion;
            }
        });
    }

    private static DatasetInspection inspect(Path root, CheckSpec spec, CheckProgress progress)
            throws IOException, InterruptedException, RefusedInput {
        DatasetLayout layout = spec.layout() == null
                ? DatasetLayout.recognised(root).orElse(null)
                : DatasetLayout.parse(spec.layout());
        DatasetInspection inspection = layout == null
                ? null
                : DatasetInspection.of(
                        root, layout, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), progress::read);
        if (inspection == null || inspection.songs().isEmpty()) {
            throw ListedSongs.none(spec);
        }
        return inspection;
    }

    private Completion completed(
            CheckSpec spec,
            Claim claim,
            DatasetInspection inspection,
            List<Song> songs,
            Path root,
            CacheEntry entry,
            Attempt attempt)
            throws IOException {
        DatasetManifest manifest = new DatasetManifest(
                DatasetManifest.VERSION,
                storage.bucketOf(spec.bucket()),
                spec.prefix(),
                inspection.layout().toString(),
                CheckedSongs.sampleRateHz(inspection),
                inspection.sources(),
                songs);
        StoredObject stored = put(manifest, "manifest", claim, entry, attempt);
        List<DatasetFinding> findings = Findings.of(inspection, root, Set.copyOf(spec.accept()));
        int faults = (int) findings.stream().filter(DatasetFinding::fault).count();
        keep(spec, manifest, stored);
        CheckResult result = new CheckResult(
                faults == 0,
                stored,
                findings.size() > FINDINGS_SHOWN ? put(findings, "findings", claim, entry, attempt) : null,
                manifest.layout(),
                manifest.sampleRateHz(),
                manifest.sources(),
                Findings.splits(inspection),
                songs.stream().mapToLong(song -> song.objects().size()).sum(),
                manifest.bytes(),
                manifest.contentSha256(),
                faults,
                findings.size(),
                findings.stream().limit(FINDINGS_SHOWN).toList());
        return Completion.of(TaskKinds.CHECK, result, songs.size())
                .with(DatasetRows.songs(spec.dataset(), songs))
                .with(Map.of("songs", (double) songs.size(), "bytes", (double) manifest.bytes()));
    }

    /** The key holds the fence, so that a late writer can never overwrite another's. */
    private StoredObject put(Object content, String name, Claim claim, CacheEntry entry, Attempt attempt)
            throws IOException {
        Path file = Files.writeString(entry.partial(), FaderJson.write(content));
        return storage.put(
                file,
                "results/%s/f%d/%s.json".formatted(claim.task(), claim.fence().value(), name),
                attempt::checkStop);
    }

    /** What was fetched for the check is there for training. */
    private void keep(CheckSpec spec, DatasetManifest manifest, StoredObject stored) throws IOException {
        try (CacheEntry entry = space.open(stored.sha256())) {
            List<Item> items = manifest.songs().stream()
                    .flatMap(song -> song.objects().stream())
                    .toList();
            List<Item> unused = entry.link(entry.data(spec.name()), items);
            Files.writeString(entry.manifest(), FaderJson.write(manifest));
        }
    }
}
