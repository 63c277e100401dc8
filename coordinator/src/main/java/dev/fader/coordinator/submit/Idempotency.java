package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.RetentionConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request that is sent again the same request: the first answer is kept under the client's key, in the
 * transaction that does the work. A second request with the key waits for the first to end.
 */
@Singleton
final class Idempotency {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Duration validity;

    Idempotency(RetentionConfig retention) {
        this.validity = retention.idempotencyKeys();
    }

    /** @throws ProblemException when the key cannot be one */
    static void check(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "Idempotency-Key is 1 to 255 visible ASCII characters");
        }
    }

    /**
     * Takes the key for the request.
     *
     * @return the answer that the request got before, if it did
     * @throws ProblemException when the key was used for another request
     */
    Optional<SubmittedBatch> take(Handle transaction, String tenant, String key, String hash) {
        transaction
                .createUpdate("DELETE FROM idempotency WHERE tenant = :tenant AND key = :key AND expires_at < now()")
                .bind("tenant", tenant)
                .bind("key", key)
                .execute();
        boolean taken = transaction
                        .createUpdate("""
                                INSERT INTO idempotency (tenant, key, body_sha256, expires_at)
                                VALUES (:tenant, :key, :hash, now() + make_interval(secs => :validity))
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("tenant", tenant)
                        .bind("key", key)
                        .bind("hash", hash)
                        .bind("validity", validity.toSeconds())
                        .execute()
                == 1;
        return taken ? Optional.empty() : Optional.of(earlier(transaction, tenant, key, hash));
    }

    private static SubmittedBatch earlier(Handle transaction, String tenant, String key, String hash) {
        return transaction
                .createQuery("SELECT body_sha256, answer FROM idempotency WHERE tenant = :tenant AND key = :key")
                .bind("tenant", tenant)
                .bind("key", key)
                .map((row, context) -> {
                    if (!row.getString("body_sha256").equals(hash)) {
                        throw new ProblemException(
                                ProblemType.IDEMPOTENCY_KEY_REUSED,
                                "Idempotency-Key '%s' came with another request before; take a new key".formatted(key));
                    }
                    return FaderJson.read(row.getString("answer"), SubmittedBatch.class);
                })
                .one();
    }

    void keep(Handle transaction, String tenant, String key, SubmittedBatch answer) {
        transaction
                .createUpdate(
                        "UPDATE idempotency SET answer = CAST(:answer AS jsonb) WHERE tenant = :tenant AND key = :key")
                .bind("answer", FaderJson.write(answer))
                .bind("tenant", tenant)
                .bind("key", key)
                .execute();
    }
}
