package dev.fader.trainer.decoding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of what a process prints, on its error stream as a rule: if it dies, that tells why. */
final class ErrorOutput {

    private static final int KEPT_BYTES = 1 << 13;
    private static final int MOST_LINES = 4;
    private static final int MOST_CHARACTERS = 400;

    /** What a JVM says after every crash, and what its own stack says after an exception. */
    private static final List<String> SAY_NOTHING = List.of(
            "at ",
            "WARNING:",
            "JRE version:",
            "Java VM:",
            "No core dump",
            "Core dump",
            "An error report file",
            "If you would like",
            "http",
            "The crash happened",
            "See problematic frame",
            "/");

    private final Thread reader;
    private final byte[] ring = new byte[KEPT_BYTES];
    private volatile long length;

    private ErrorOutput(InputStream in) {
        this.reader = Thread.ofPlatform().name("decoder-errors").daemon().unstarted(() -> drain(in));
    }

    /** Begins to read. */
    static ErrorOutput of(InputStream stream) {
        ErrorOutput output = new ErrorOutput(stream);
        output.reader.start();
        return output;
    }

    /** To its end: a process must not wait until somebody reads. */
    private void drain(InputStream in) {
        byte[] block = new byte[1024];
        try (in) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                for (int i = 0; i < n; i++) {
                    ring[(int) ((length + i) % KEPT_BYTES)] = block[i];
                }
                length += n;
            }
        } catch (IOException e) {
            // the process was killed; what it has said is kept
        }
    }

    /** The last lines that tell something, in one; empty if there are none. To be asked when the process has ended. */
    String why() throws InterruptedException {
        // what it started itself may hold the stream open
        reader.join(1000);
        List<String> lines = telling(kept());
        return joined(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }

    /** The same of a file in which a virtual machine tells how it crashed, where the beginning tells; empty without one. */
    static String crash(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<String> lines = telling(new String(in.readNBytes(KEPT_BYTES), StandardCharsets.UTF_8));
            return joined(lines.subList(0, Math.min(MOST_LINES, lines.size())));
        } catch (IOException e) {
            // most processes that die leave no such file
            return "";
        }
    }

    private static List<String> telling(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^#+", "").strip())
                .filter(line -> !line.isEmpty() && SAY_NOTHING.stream().noneMatch(line::startsWith))
                .toList();
    }

    private static String joined(List<String> lines) {
        String said = String.join("; ", lines);
        return said.length() > MOST_CHARACTERS ? "…" + said.substring(said.length() - MOST_CHARACTERS) : said;
    }

    private String kept() {
        int count = (int) Math.min(length, KEPT_BYTES);
        byte[] last = new byte[count];
        for (int i = 0; i < count; i++) {
            last[i] = ring[(int) ((length - count + i) % KEPT_BYTES)];
        }
        return new String(last, StandardCharsets.UTF_8);
    }
}
