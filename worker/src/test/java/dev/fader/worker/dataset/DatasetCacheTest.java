package dev.fader.worker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.dataset.DatasetRef;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.data.StemDataset;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.AttemptStopped;
import dev.fader.worker.lease.StopReason;
import dev.fader.worker.lease.WatchedAttempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.ScratchFullException;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets as folders, from the real object store. */
class DatasetCacheTest {

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final List<String> SOURCES = List.of("vocals", "drums", "bass", "other");
    private static final Attempt ATTEMPT = WatchedAttempt.undisturbed();
    /** Five stereo files in 16 bits, without their headers. */
    private static final long SONG_BYTES = 5L * DatasetBench.SECONDS * DatasetBench.RATE * 2 * 2;

    @TempDir
    Path folder;

    private DatasetBench bench;

    @BeforeEach
    void openBench() throws Exception {
        bench = DatasetBench.open(folder, "dataset-cache-" + BUCKETS.incrementAndGet(), 1 << 28);
    }

    @Test
    void theLaboratoryOpensADataSetAsIfItLayHere() throws Exception {
        DatasetRef ref = two("songs");

        try (DatasetFolder opened = elsewhere(1 << 28).open(ref, Set.of("train", "test"), ATTEMPT)) {
            StemDataset train = opened.location().open("train", SOURCES, DatasetBench.RATE);
            StemDataset test = opened.location().open("test", SOURCES, DatasetBench.RATE);

            assertThat(opened.location().name()).isEqualTo("songs");
            assertThat(train.songs()).singleElement().satisfies(song -> {
                assertThat(song.name()).isEqualTo("one");
                assertThat(song.read(0, 0, 100)[0][25]).isEqualTo((float) DatasetBench.tone(313)[0][25]);
            });
            assertThat(test.songs()).hasSize(1);
        }
    }

    @Test
    void whatTheCheckHasFetchedIsNotFetchedAgain() throws Exception {
        DatasetRef ref = two("songs");
        bench.remove("songs/train/one/vocals.wav");

        try (DatasetFolder opened = bench.cache().open(ref, Set.of("train"), ATTEMPT)) {
            assertThat(opened.location()
                            .open("train", SOURCES, DatasetBench.RATE)
                            .songs())
                    .hasSize(1);
        }
    }

    @Test
    void onlyTheSplitsThatAreAskedForAreFetched() throws Exception {
        DatasetRef ref = two("songs");
        CacheSpace space = new CacheSpace(folder.resolve("elsewhere"), SONG_BYTES + 1000);

        try (DatasetFolder opened = new DatasetCache(space, bench.storage()).open(ref, Set.of("test"), ATTEMPT)) {
            assertThat(opened.location().roots().getFirst().resolve("test/two/drums.wav"))
                    .exists();
            assertThat(opened.location().roots().getFirst().resolve("train")).isEmptyDirectory();
            assertThat(space.keptBytes()).isBetween(SONG_BYTES, SONG_BYTES + 1000);
        }
    }

    @Test
    void anObjectThatWasChangedOrRemovedIsNamed() throws Exception {
        DatasetRef ref = two("songs");
        bench.put("songs/train/one/vocals.wav", DatasetBench.tone(99));
        bench.remove("songs/test/two/bass.wav");
        DatasetCache cache = elsewhere(1 << 28);

        assertThatThrownBy(() -> cache.open(ref, Set.of("train"), ATTEMPT))
                .isInstanceOfSatisfying(
                        RefusedInput.class,
                        refused -> assertThat(refused.reason()).isEqualTo("dataset_changed"))
                .hasMessageContaining("songs/train/one/vocals.wav")
                .hasMessageContaining("fader datasets check songs");
        assertThatThrownBy(() -> cache.open(ref, Set.of("test"), ATTEMPT))
                .isInstanceOf(RefusedInput.class)
                .hasMessageContaining("songs/test/two/bass.wav");
        assertThat(files("elsewhere", "partial")).isEmpty();
    }

    @Test
    void aDataSetBeyondTheBoundIsRefusedWithBothFiguresAndTheSetting() throws Exception {
        DatasetRef ref = two("songs");
        long bytes;
        try (DatasetFolder here = bench.cache().open(ref, Set.of("train"), ATTEMPT)) {
            bytes = here.manifest().bytes();
        }

        assertThatThrownBy(() -> elsewhere(SONG_BYTES).open(ref, Set.of("train", "test"), ATTEMPT))
                .isInstanceOf(RefusedInput.class)
                .hasMessageContaining(Long.toString(bytes))
                .hasMessageContaining(Long.toString(SONG_BYTES))
                .hasMessageContaining("fader.worker.dataset-cache-bytes");
    }

    @Test
    void whatWasUsedLongestAgoGoesButNothingThatIsInUse() throws Exception {
        DatasetRef first = one("first", 1);
        DatasetRef second = one("second", 2);
        DatasetRef third = one("third", 3);
        CacheSpace space = new CacheSpace(folder.resolve("elsewhere"), 2 * SONG_BYTES + 1000);
        DatasetCache cache = new DatasetCache(space, bench.storage());
        Path firstFile;
        try (DatasetFolder one = cache.open(first, Set.of("train"), ATTEMPT)) {
            firstFile = one.location().roots().getFirst().resolve("train/song/drums.wav");
            Path secondFile;
            try (DatasetFolder two = cache.open(second, Set.of("train"), ATTEMPT)) {
                secondFile = two.location().roots().getFirst().resolve("train/song/drums.wav");
                assertThatThrownBy(() -> cache.open(third, Set.of("train"), ATTEMPT))
                        .isInstanceOf(ScratchFullException.class)
                        .hasMessageContaining("in use");
            }
            try (DatasetFolder three = cache.open(third, Set.of("train"), ATTEMPT)) {
                assertThat(three.location().roots().getFirst().resolve("train/song/drums.wav"))
                        .exists();
                assertThat(firstFile).exists();
                assertThat(secondFile).doesNotExist();
            }
        }
        assertThat(space.keptBytes()).isLessThanOrEqualTo(2 * SONG_BYTES + 1000);
    }

    @Test
    void whatSeveralDataSetsHaveInCommonIsKeptOnce() throws Exception {
        DatasetRef ref = one("first", 1);
        DatasetRef same = one("again", 1);
        CacheSpace space = new CacheSpace(folder.resolve("elsewhere"), SONG_BYTES + 1000);
        DatasetCache cache = new DatasetCache(space, bench.storage());

        try (DatasetFolder one = cache.open(ref, Set.of("train"), ATTEMPT);
                DatasetFolder another = cache.open(same, Set.of("train"), ATTEMPT)) {
            assertThat(one.location().roots().getFirst())
                    .isNotEqualTo(another.location().roots().getFirst());
            assertThat(another.location()
                            .open("train", SOURCES, DatasetBench.RATE)
                            .songs())
                    .hasSize(1);
        }
        assertThat(space.keptBytes()).isLessThan(SONG_BYTES + 1000);
    }

    @Test
    void aFetchThatIsStoppedLeavesNothingHalfDone() throws Exception {
        DatasetRef ref = two("songs");
        AtomicInteger blocks = new AtomicInteger();
        Attempt stopping = new Attempt() {
            @Override
            public void progress(double done, double total) {}

            @Override
            public boolean stopRequested() {
                return blocks.get() > 6;
            }

            @Override
            public void checkStop() {
                if (blocks.incrementAndGet() > 6) {
                    throw new AttemptStopped(StopReason.SHUTDOWN);
                }
            }
        };
        DatasetCache cache = elsewhere(1 << 28);

        assertThatThrownBy(() -> cache.open(ref, Set.of("train", "test"), stopping))
                .isInstanceOf(AttemptStopped.class);

        assertThat(files("elsewhere", "partial")).isEmpty();
        for (Path object : files("elsewhere", "objects")) {
            assertThat(Sha256.of(object)).isEqualTo(object.getFileName().toString());
        }
        try (DatasetFolder opened = cache.open(ref, Set.of("train"), ATTEMPT)) {
            assertThat(opened.location()
                            .open("train", SOURCES, DatasetBench.RATE)
                            .songs())
                    .hasSize(1);
        }
    }

    @Test
    void whatAKilledProcessHasLeftGoesAndWhatIsWholeStays() throws Exception {
        DatasetRef ref = two("songs");
        try (DatasetFolder opened = elsewhere(1 << 28).open(ref, Set.of("train"), ATTEMPT)) {
            assertThat(opened.manifest().songs()).hasSize(2);
        }
        Path set = folder.resolve("elsewhere/sets").resolve(ref.manifest().sha256());
        Path left = Files.createDirectories(set.resolve("partial")).resolve("object1");
        Files.writeString(left, "half of a stem");
        Files.writeString(set.resolve("wanted"), Long.toString(1L << 40));
        bench.remove("songs/train/one/vocals.wav");

        DatasetCache restarted = elsewhere(1 << 28);
        try (DatasetFolder opened = restarted.open(ref, Set.of("train", "test"), ATTEMPT)) {
            assertThat(opened.location()
                            .open("test", SOURCES, DatasetBench.RATE)
                            .songs())
                    .hasSize(1);
        }

        assertThat(left).doesNotExist();
        try (DatasetFolder other = restarted.open(one("other", 5), Set.of("train"), ATTEMPT)) {
            assertThat(other.location().roots().getFirst()).isNotEmptyDirectory();
        }
    }

    @Test
    void aSplitIsOpenedBeforeItsFilesHaveComeAndReadsWaitForThem() throws Exception {
        DatasetRef ref = two("songs");
        CountDownLatch gate = new CountDownLatch(1);
        DatasetCache cache = new DatasetCache(
                folder.resolve("elsewhere"), 1 << 28, bench.storage(new GatedClient(bench.client(), gate)));

        try (DatasetFolder streamed = cache.stream(ref, Set.of("train", "test"), ATTEMPT)) {
            StemDataset train = streamed.location().open("train", SOURCES, DatasetBench.RATE);
            assertThat(train.songs().getFirst().frames()).isEqualTo((long) DatasetBench.SECONDS * DatasetBench.RATE);
            assertThat(files("elsewhere", "objects")).isEmpty();
            gate.countDown();

            // beyond what was fetched of the file to open it
            int late = DatasetBench.SECONDS * DatasetBench.RATE - 1000;
            assertThat(train.songs().getFirst().read(0, late, 100)[0][25])
                    .isEqualTo((float) DatasetBench.tone(313)[0][late + 25]);
        }
        try (DatasetFolder opened = elsewhere(1 << 28).open(ref, Set.of("train", "test"), ATTEMPT)) {
            assertThat(opened.location()
                            .open("test", SOURCES, DatasetBench.RATE)
                            .songs())
                    .hasSize(1);
        }
        assertThat(files("elsewhere", "beginnings")).isEmpty();
        assertThat(files("elsewhere", "objects")).hasSize(10);
    }

    @Test
    void whatWasChangedIsToldToWhoeverReadsItWhileItIsStreamed() throws Exception {
        DatasetRef ref = two("songs");
        bench.put("songs/train/one/vocals.wav", DatasetBench.tone(99));
        CacheSpace space = new CacheSpace(folder.resolve("elsewhere"), 1 << 28);

        try (DatasetFolder streamed = new DatasetCache(space, bench.storage()).stream(ref, Set.of("train"), ATTEMPT)) {
            awaitEndOfFetching(space, ref);
            StemDataset train = streamed.location().open("train", SOURCES, DatasetBench.RATE);

            assertThatThrownBy(() -> train.songs().getFirst().read(0, 0, 100))
                    .hasCauseInstanceOf(RefusedInput.class)
                    .hasMessageContaining("songs/train/one/vocals.wav");
            assertThat(train.songs().getFirst().read(1, 0, 100)[0]).hasSize(100);
        }
    }

    /** Returns when all has come or failed: then the turn at fetching is free. */
    private void awaitEndOfFetching(CacheSpace space, DatasetRef ref) throws IOException {
        Path set = folder.resolve("elsewhere/sets").resolve(ref.manifest().sha256());
        space.fill(set, () -> {}).close();
    }

    /** Gives no whole object before its gate is opened; parts of objects are given at once. */
    private static final class GatedClient extends MinioClient {

        private final CountDownLatch gate;

        GatedClient(MinioClient client, CountDownLatch gate) {
            super(client);
            this.gate = gate;
        }

        @Override
        public GetObjectResponse getObject(GetObjectArgs args) throws MinioException {
            if (args.length() == null && args.object().endsWith(".wav")) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.getObject(args);
        }
    }

    /** One song for training and one for testing. */
    private DatasetRef two(String name) throws Exception {
        bench.song(name + "/train/one/", 1);
        bench.song(name + "/test/two/", 2);
        return bench.ready(name, name + "/");
    }

    private DatasetRef one(String name, int number) throws Exception {
        bench.song(name + "/train/song/", number);
        return bench.ready(name, name + "/");
    }

    /** The cache of another machine, as it were, which the check has not filled. */
    private DatasetCache elsewhere(long mostBytes) {
        return new DatasetCache(folder.resolve("elsewhere"), mostBytes, bench.storage());
    }

    private List<Path> files(String cache, String of) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(cache))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + of + "/"))
                    .toList();
        }
    }
}
