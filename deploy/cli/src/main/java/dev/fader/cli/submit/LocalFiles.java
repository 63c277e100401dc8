package dev.fader.cli.submit;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.output.LeftOut;
import dev.fader.schemas.naming.FileName;
import dev.fader.schemas.naming.OutputName;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that were named, and those in folders that were. A file that cannot be called what it is called is left out
 * alone, so that one odd name does not keep a catalogue from being remixed.
 */
final class LocalFiles {

    /** What is taken out of a folder; a file that is named itself may have any name. */
    private static final Set<String> AUDIO = Set.of(
            "wav", "wave", "w64", "rf64", "aif", "aiff", "aifc", "flac", "m4a", "mp4", "alac", "aac", "mp3", "ogg",
            "oga", "opus", "wma");

    private final List<LocalFile> files = new ArrayList<>();
    private final List<LeftOut.Refused> refused = new ArrayList<>();
    private long skipped;

    private LocalFiles() {}

    /**
     * A file to be uploaded.
     *
     * @param name of its output, with its folders within the one that was named
     */
    record LocalFile(Path path, String name) {

        /** Whether it lies in a folder within the one that was named. */
        boolean inFolder() {
            return name.contains("/");
        }

        /** As it is called itself. */
        String fileName() {
            return text(path, 1);
        }
    }

    /** @throws CommandFailure when what was named is not there, or a folder has no audio files */
    static LocalFiles of(List<Path> named) {
        LocalFiles found = new LocalFiles();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                found.within(path);
            } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
                found.add(path, 1);
            } else {
                throw CommandFailure.failed(path + " is no file that can be read");
            }
        }
        return found;
    }

    List<LocalFile> files() {
        return files;
    }

    LeftOut leftOut() {
        return new LeftOut(refused, skipped);
    }

    private void within(Path folder) {
        int before = files.size() + refused.size();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = text(file, 1);
                if (name.startsWith("._") || name.equals(".DS_Store")) {
                    skipped++;
                } else if (AUDIO.contains(FileName.extension(name.strip()))) {
                    // the folders within it are kept, so that what lies in two of them keeps two names
                    add(file, folder.relativize(file).getNameCount());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
        if (files.size() + refused.size() == before) {
            throw CommandFailure.failed("%s has no audio files: looked for %s"
                    .formatted(folder, AUDIO.stream().sorted().toList()));
        }
    }

    /** @param parts of the path's end, which are its name */
    private void add(Path file, int parts) {
        String name = text(file, parts);
        String fault = fault(name);
        if (fault == null && !Files.isReadable(file)) {
            fault = "it cannot be read";
        }
        if (fault == null) {
            files.add(new LocalFile(file, FileName.stem(name)));
        } else {
            refused.add(LeftOut.Refused.of(name, fault));
        }
    }

    /** Whether it is called as audio files are. */
    static boolean isAudio(Path file) {
        return Files.isRegularFile(file) && AUDIO.contains(FileName.extension(text(file, 1)));
    }

    private static @Nullable String fault(String name) {
        if (name.indexOf('\uFFFD') >= 0) {
            return "its name is not UTF-8";
        }
        if (Arrays.stream(name.split("/")).anyMatch(part -> !part.equals(part.strip()))) {
            return "its name, or that of its folder, begins or ends with a blank";
        }
        return OutputName.fault(FileName.stem(name));
    }

    /**
     * The last parts of a path as the file system has them, whatever the locale of this process makes of them; bytes that
     * are not UTF-8 become U+FFFD.
     */
    private static String text(Path path, int parts) {
        String[] all = path.toUri().getRawPath().replace("+", "%2B").split("/");
        String last = String.join("/", Arrays.asList(all).subList(all.length - parts, all.length));
        return URLDecoder.decode(last, StandardCharsets.UTF_8);
    }
}
