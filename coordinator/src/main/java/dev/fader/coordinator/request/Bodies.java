package dev.fader.coordinator.request;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.ObjIntConsumer;

/** Reads bodies of requests: no longer and no slower than the limits say. */
@Singleton
public final class Bodies {

    private final LimitsConfig limits;

    public Bodies(LimitsConfig limits) {
        this.limits = limits;
    }

    /** The whole body of a request that is no submission. */
    byte[] whole(InputStream body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        copyUtf8(body, whole, limits.requestBytes(), "fader.limits.request-bytes");
        return whole.toByteArray();
    }

    /**
     * @param setting that names the limit
     * @throws ProblemException when the body is too long, too slow, or not UTF-8
     */
    public void copyUtf8(InputStream body, OutputStream to, long maxBytes, String setting) throws IOException {
        Utf8Check utf8 = new Utf8Check();
        copy(body, to, maxBytes, setting, utf8::accept);
        utf8.end();
    }

    /** The same for a body that is UTF-8 or not. */
    public void copy(InputStream body, OutputStream to, long maxBytes, String setting) throws IOException {
        copy(body, to, maxBytes, setting, (bytes, length) -> {});
    }

    private void copy(InputStream body, OutputStream to, long maxBytes, String setting, ObjIntConsumer<byte[]> check)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long begun = System.nanoTime();
        long size = 0;
        for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
            size += read;
            if (size > maxBytes) {
                throw new ProblemException(
                        ProblemType.LIMIT_EXCEEDED,
                        "the body has more than %d bytes (%s)".formatted(maxBytes, setting));
            }
            if (Duration.ofNanos(System.nanoTime() - begun).compareTo(patience(size)) > 0) {
                throw tooSlow();
            }
            check.accept(buffer, read);
            to.write(buffer, 0, read);
        }
    }

    private Duration patience(long size) {
        return limits.bodyTime().plusSeconds(size / limits.bodyBytesPerSecond());
    }

    private int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            // nothing came for a while, or the client went
            throw tooSlow();
        }
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                ProblemType.TOO_SLOW,
                "the body took more than %d s and came with less than %d bytes a second (fader.limits.body-time,"
                                .formatted(limits.bodyTime().toSeconds(), limits.bodyBytesPerSecond())
                        + " fader.limits.body-bytes-per-second)");
    }
}
