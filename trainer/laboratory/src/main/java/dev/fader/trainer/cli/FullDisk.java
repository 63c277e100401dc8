package dev.fader.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Which disk is full, of those that a command was given. What a writer throws does not say.
 *
 * @param named the option and its path
 */
record FullDisk(String named, long freeBytes) {

    private static final String FULL = "No space left on device";

    static boolean explains(String message) {
        return message.contains(FULL);
    }

    /** Of the disks of a command's paths the one that has least. */
    static Optional<FullDisk> among(ParseResult parsed) {
        List<FullDisk> disks = new ArrayList<>();
        for (ArgSpec argument : parsed.matchedArgs()) {
            if (argument.getValue() instanceof Path path) {
                String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                free(path).ifPresent(free -> disks.add(new FullDisk(name + " " + path, free)));
            }
        }
        return disks.stream().min(Comparator.comparing(FullDisk::freeBytes));
    }

    private static Optional<Long> free(Path path) {
        @Nullable Path there = path.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null
                    ? Optional.empty()
                    : Optional.of(Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "the disk of %s has %.1f MB left".formatted(named, freeBytes / 1e6);
    }
}
