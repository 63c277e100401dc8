package dev.fader.trainer.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The beginning of what a process prints on its error stream: if it dies, that tells why. */
final class ErrorOutput {

    private static final int MOST_BYTES = 1 << 13;
    private static final int MOST_LINES = 3;
    private static final int MOST_CHARACTERS = 400;

    private final Thread reader;
    private final byte[] kept = new byte[MOST_BYTES];
    private volatile int length;

    private ErrorOutput(InputStream in) {
        this.reader = Thread.ofPlatform().name("decoder-errors").daemon().unstarted(() -> drain(in));
    }

    /** Begins to read. */
    static ErrorOutput of(Process process) {
        ErrorOutput output = new ErrorOutput(process.getErrorStream());
        output.reader.start();
        return output;
    }

    /** To its end: a process must not wait until somebody reads. */
    private void drain(InputStream in) {
        byte[] block = new byte[1024];
        try (in) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                int some = Math.min(n, MOST_BYTES - length);
                System.arraycopy(block, 0, kept, length, some);
                length += some;
            }
        } catch (IOException e) {
            // the process was killed; what it has said is kept
        }
    }

    /** The first lines that tell something, in one; empty if there are none. To be asked when the process has ended. */
    String why() throws InterruptedException {
        // what it started itself may hold the stream open
        reader.join(1000);
        String said = new String(kept, 0, length, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^#+", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("WARNING:"))
                .limit(MOST_LINES)
                .collect(Collectors.joining("; "));
        return said.length() > MOST_CHARACTERS ? said.substring(0, MOST_CHARACTERS) + "…" : said;
    }
}
