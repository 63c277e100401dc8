package dev.fader.queue.storage;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;

/** Calls of the storage's client, whose failures come in many forms, told apart into two: an answer, and none. */
public final class StorageCalls {

    private static final int SERVER_ERROR = 500;

    private StorageCalls() {}

    /** One call. */
    @FunctionalInterface
    public interface Call<T> {
        T now() throws MinioException, IOException;
    }

    /**
     * @param what is done, for the message
     * @throws ErrorResponseException when the storage answers that it will not
     * @throws StorageException when it does not answer, or that it cannot now
     */
    public static <T> T call(String what, Call<T> call) throws ErrorResponseException, StorageException {
        try {
            return call.now();
        } catch (ErrorResponseException e) {
            if (e.response() != null && e.response().code() >= SERVER_ERROR) {
                throw new StorageException("%s: %s".formatted(what, e.getMessage()), e);
            }
            throw e;
        } catch (MinioException | IOException e) {
            throw new StorageException("%s: %s".formatted(what, e.getMessage()), e);
        } catch (IllegalStateException e) {
            // so the client wraps a connection that is refused
            throw new StorageException("%s: %s".formatted(what, e.getMessage()), e);
        }
    }
}
