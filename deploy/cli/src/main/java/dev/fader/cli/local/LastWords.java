package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, where a process that ended says why. */
final class LastWords {

    private static final int BYTES = 8192;
    private static final int MOST_CHARACTERS = 200;
    /** A shell's and Java's exit code of a process that signal n ended is n more. */
    private static final int BY_A_SIGNAL = 128;

    private LastWords() {}

    /** What to say of a process that ended and should not have. */
    static CommandFailure of(String name, int exitCode, Path log) {
        String how = exitCode > BY_A_SIGNAL
                ? "was ended by signal " + (exitCode - BY_A_SIGNAL)
                : "ended with exit code " + exitCode;
        return CommandFailure.unreachable("%s %s%s; its log is %s".formatted(name, how, of(log), log));
    }

    /** The last line that tells something, in brackets after a space; nothing when there is none. */
    private static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !isOfAStackTrace(line))
                    .toList();
            return lines.isEmpty() ? "" : " (" + cut(lines.getLast().strip()) + ")";
        } catch (IOException absent) {
            return "";
        }
    }

    private static String cut(String line) {
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    private static boolean isOfAStackTrace(String line) {
        return line.startsWith("\tat ") || line.startsWith("\t... ");
    }
}
