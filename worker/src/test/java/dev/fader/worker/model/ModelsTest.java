package dev.fader.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fader.queue.TestDatabase;
import dev.fader.queue.model.AliasRows;
import dev.fader.queue.model.ModelRows;
import dev.fader.queue.storage.Buckets;
import dev.fader.queue.storage.StorageException;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.stack.StackProcess;
import dev.fader.trainer.engine.Device;
import dev.fader.worker.device.NativeCalls;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the worker's folder and of the real object store, and their rows in the real database. */
class ModelsTest {

    private static final List<String> SOURCES = List.of("vocals", "other");
    private static final long ROOM = 1 << 24;

    @TempDir
    Path folder;

    private final String bucket = "models-" + UUID.randomUUID();
    private final MinioClient client = client(StackProcess.shared().endpoint());
    private Path shipped;

    @BeforeEach
    void makeBucket() throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        shipped = Files.createDirectories(folder.resolve("models"));
    }

    @Test
    void whatCameWithAWorkerIsStoredRegisteredAndNamedOnce() throws Exception {
        TestDatabase database = TestDatabase.create();
        String first = TinyModel.write(shipped.resolve("default.safetensors"), 1, SOURCES);
        TinyModel.write(shipped.resolve("large.safetensors"), 2, SOURCES);
        Files.writeString(shipped.resolve("notes.safetensors"), "no model");

        new ShippedModels(new ModelFolder(shipped), storage(client), database.jdbi()).take();
        String second = TinyModel.write(shipped.resolve("default.safetensors"), 3, SOURCES);
        new ShippedModels(new ModelFolder(shipped), storage(client), database.jdbi()).take();

        List<ModelView> models =
                database.jdbi().withHandle(handle -> ModelRows.list(handle, Duration.ofMinutes(1), 10));
        assertThat(models).hasSize(3).allSatisfy(model -> {
            assertThat(model.sources()).isEqualTo(SOURCES);
            assertThat(model.architecture()).isEqualTo("conv_tasnet");
            assertThat(model.lineage().step()).isEqualTo(7);
            assertThat(model.lineage().datasetName()).isEqualTo("songs");
            assertThat(storage(client).size(new ObjectRef(null, model.object().key())))
                    .isEqualTo(model.object().bytes());
        });
        assertThat(models).extracting(ModelView::sha256).contains(first, second);
        // a file that was replaced does not move the alias
        assertThat(database.jdbi().withHandle(AliasRows::names)).containsExactly("default", "large", "production");
        for (String alias : List.of("default", "production")) {
            String named = database.jdbi()
                    .withHandle(handle -> AliasRows.model(handle, alias))
                    .orElseThrow();
            assertThat(named).isEqualTo(first);
        }
    }

    @Test
    void aModelThatCouldNotBeStoredIsRegisteredWhenTheStorageIsBack() throws Exception {
        TestDatabase database = TestDatabase.create();
        TinyModel.write(shipped.resolve("default.safetensors"), 1, SOURCES);
        ModelFolder models = new ModelFolder(shipped);
        ShippedModels away = new ShippedModels(models, storage(nobody()), database.jdbi());
        assertThatThrownBy(away::take).isInstanceOf(StorageException.class);
        assertThat(database.jdbi().withHandle(AliasRows::names)).isEmpty();

        new ShippedModels(models, storage(client), database.jdbi()).take();

        assertThat(database.jdbi().withHandle(AliasRows::names)).contains("default");
    }

    @Test
    void aModelIsLoadedByHashFromStorageAndKeptOnDisk() throws Exception {
        String hash = stored(5);

        try (Models models = models(files(ROOM), 4);
                Models.Loaded loaded = models.get("any", hash)) {
            assertThat(loaded.ref().sha256()).isEqualTo(hash);
            assertThat(loaded.network().sources()).isEqualTo(SOURCES);
            assertThat(models.held()).containsExactly(hash);
        }
        // no storage is needed for what is there
        try (Models models = models(files(ROOM, nobody()), 4);
                Models.Loaded loaded = models.get("any", hash)) {
            assertThat(loaded.network().sources()).isEqualTo(SOURCES);
        }
    }

    @Test
    void aModelOfTheFolderIsFoundByItsHashOrItsName() throws Exception {
        String hash = TinyModel.write(shipped.resolve("default.safetensors"), 1, SOURCES);

        try (Models models = models(files(ROOM, nobody()), 4);
                Models.Loaded named = models.get("default", null);
                Models.Loaded hashed = models.get("production", hash)) {
            assertThat(named.ref().sha256()).isEqualTo(hash);
            assertThat(hashed.network()).isSameAs(named.network());
            assertThat(refusal(() -> models.get("../default", null))).isEqualTo("unknown_model");
        }
    }

    @Test
    void anObjectThatIsNotThereOrNotWhatItsNameSaysIsRefused() throws Exception {
        String missing = "0".repeat(64);
        String tampered = TinyModel.write(folder.resolve("a"), 1, SOURCES);
        TinyModel.write(folder.resolve("b"), 2, SOURCES);
        upload(folder.resolve("b"), tampered);

        try (Models models = models(files(ROOM), 4)) {
            assertThat(refusal(() -> models.get("any", missing))).isEqualTo("unknown_model");
            assertThat(refusal(() -> models.get("any", tampered))).isEqualTo("damaged_model");
            assertThat(models.held()).isEmpty();
        }
        assertThat(copies()).isEmpty();
    }

    @Test
    void aCopyOnDiskThatWasDamagedIsFetchedAgain() throws Exception {
        String hash = stored(5);
        try (Models models = models(files(ROOM), 4)) {
            models.get("any", hash).close();
        }
        Files.writeString(copies().getFirst(), "broken");

        try (Models models = models(files(ROOM), 4);
                Models.Loaded loaded = models.get("any", hash)) {
            assertThat(loaded.network().sources()).isEqualTo(SOURCES);
        }
    }

    @Test
    void whatWasNotUsedForLongestGoesFirstAndNothingThatIsInUse() throws Exception {
        String one = stored(1);
        String two = stored(2);
        String three = stored(3);

        try (Models models = models(files(ROOM), 2)) {
            Models.Loaded used = models.get("any", one);
            models.get("any", two).close();
            models.get("any", three).close();
            assertThat(models.held()).containsExactlyInAnyOrder(one, three);

            used.close();
            models.get("any", two).close();
            assertThat(models.held()).containsExactlyInAnyOrder(three, two);
        }
    }

    @Test
    void theCopiesOnDiskTakeNoMoreThanTheyMay() throws Exception {
        String one = stored(1);
        String two = stored(2);
        long size = Files.size(folder.resolve("model-1"));

        try (Models models = models(files(size + size / 2), 4)) {
            models.get("any", one).close();
            models.get("any", two).close();
        }

        assertThat(copies()).singleElement().asString().contains(two);
    }

    private static String refusal(ThrowingCallable work) {
        RefusedInput refused = catchThrowableOfType(RefusedInput.class, work);
        return refused.reason();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.toList();
        }
    }

    private String stored(long seed) throws Exception {
        Path file = folder.resolve("model-" + seed);
        String hash = TinyModel.write(file, seed, SOURCES);
        upload(file, hash);
        return hash;
    }

    private void upload(Path file, String hash) throws Exception {
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(bucket)
                .object(ModelNames.key(hash))
                .filename(file.toString())
                .build());
    }

    private static Models models(ModelFiles files, int most) {
        return new Models(
                files, new SeparatorLoader(files, Device.cpu(), new NativeCalls(Duration.ofMinutes(1))), 1, most);
    }

    private ModelFiles files(long cacheBytes) {
        return files(cacheBytes, client);
    }

    private ModelFiles files(long cacheBytes, MinioClient from) {
        return new ModelFiles(new ModelFolder(shipped), folder.resolve("cache"), cacheBytes, storage(from));
    }

    private ObjectStorage storage(MinioClient from) {
        return new ObjectStorage(from, new Buckets(bucket, List.of()), ROOM);
    }

    private static MinioClient nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return client("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    private static MinioClient client(String endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint)
                .credentials("fader", "fader-on-loopback")
                .region("us-east-1")
                .build();
    }
}
