package dev.fader.queue.storage;

import dev.fader.queue.outage.Breaker;
import dev.fader.queue.settings.StorageConfig;
import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Makes clients of object storage that never wait for ever. */
public final class StorageClients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofSeconds(3);

    private StorageClients() {}

    public static MinioClient of(StorageConfig config) {
        return client(config, config.silence());
    }

    /** Asks whether the service's own bucket is there. */
    public static Breaker.Probe probe(StorageConfig config) {
        MinioClient client = client(config, PROBE);
        return () -> {
            boolean there = client.bucketExists(
                    BucketExistsArgs.builder().bucket(config.bucket()).build());
            if (!there) {
                throw new IllegalStateException("%s has no bucket %s".formatted(config.endpoint(), config.bucket()));
            }
        };
    }

    private static MinioClient client(StorageConfig config, Duration silence) {
        return MinioClient.builder()
                .endpoint(config.endpoint())
                .credentials(config.accessKey(), config.secretKey())
                .region(config.region())
                .httpClient(
                        new OkHttpClient.Builder()
                                .connectTimeout(CONNECT.compareTo(silence) < 0 ? CONNECT : silence)
                                .readTimeout(silence)
                                .writeTimeout(silence)
                                .build(),
                        true)
                .build();
    }
}
