package dev.fader.coordinator.submit;

import dev.fader.coordinator.request.Bodies;
import dev.fader.schemas.notation.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * A request's body in a temporary file: it is read twice, its hash is known before anything is written, and no
 * transaction waits for a slow client.
 */
final class Spool implements AutoCloseable {

    private static final String LIMIT = "fader.limits.body-bytes";

    private final Path file;
    private final String sha256;

    private Spool(Path file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    /**
     * @param alsoHashed what makes two requests with the same body different
     * @throws dev.fader.coordinator.problem.ProblemException when the body is longer or slower than the limits, or in JSON
     *     and not UTF-8; a table says itself how it is written
     */
    static Spool of(InputStream body, BodyFormat format, String alsoHashed, Bodies bodies, long maxBytes)
            throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(alsoHashed.getBytes(StandardCharsets.UTF_8));
        Path file = Files.createTempFile("fader-body-", null);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            InputStream hashed = new DigestInputStream(body, digest);
            if (format == BodyFormat.CSV) {
                bodies.copy(hashed, out, maxBytes, LIMIT);
            } else {
                bodies.copyUtf8(hashed, out, maxBytes, LIMIT);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new Spool(file, Sha256.end(digest));
    }

    /** In hexadecimal digits. */
    String hash() {
        return sha256;
    }

    InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
