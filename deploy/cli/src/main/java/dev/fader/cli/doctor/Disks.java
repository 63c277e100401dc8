package dev.fader.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where Fader writes: whether it may, and how much. */
final class Disks {

    /** A batch of a few songs, with what is kept of them. */
    private static final long WANTED_BYTES = 4L << 30;

    private static final double GIGA = 1 << 30;

    private final Path data;

    /** @param data folder of the service's data, there or not */
    Disks(Path data) {
        this.data = data;
    }

    List<Finding> look() {
        return List.of(
                room("data", data, "choose another folder with --data"),
                room(
                        "temporary",
                        Path.of(System.getProperty("java.io.tmpdir")),
                        "set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=… to another folder"));
    }

    private static Finding room(String check, Path folder, String elsewhere) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            Files.delete(Files.createTempFile(there, ".fader-doctor", null));
            long bytes = Files.getFileStore(there).getUsableSpace();
            String says = "%s: %.1f GiB free".formatted(folder, bytes / GIGA);
            return bytes >= WANTED_BYTES
                    ? Finding.ok(check, says)
                    : Finding.note(check, says, "make room, or " + elsewhere);
        } catch (IOException e) {
            return Finding.wrong(
                    check,
                    "nothing can be written to %s (%s)"
                            .formatted(there, e.getClass().getSimpleName()),
                    "make room, allow it, or " + elsewhere);
        }
    }
}
