package dev.fader.cli.submit;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say which files: on this machine, which are uploaded, or in storage already. */
final class Sources {

    /** What is taken out of a folder; a file that is named itself may have any name. */
    private static final Set<String> AUDIO = Set.of(
            "wav", "wave", "w64", "rf64", "aif", "aiff", "aifc", "flac", "m4a", "mp4", "alac", "aac", "mp3", "ogg",
            "oga", "opus", "wma");

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "audio files, and folders of them; they are uploaded")
    private List<Path> files = List.of();

    @Option(names = "--object", paramLabel = "KEY", description = "an object that is in storage already; repeatable")
    private List<String> objects = List.of();

    @Option(names = "--prefix", description = "all objects whose keys begin with it")
    private @Nullable String prefix;

    @Option(
            names = "--pattern",
            description = "with --prefix: of those, the ones whose rest of the key matches, such as **.wav")
    private @Nullable String pattern;

    @Option(names = "--bucket", description = "of --object and --prefix (default: the service's own)")
    private @Nullable String bucket;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "a table (.csv), lines (.ndjson) or a whole request (.json) that names objects")
    private @Nullable Path manifest;

    @Nullable Path manifest() {
        return manifest;
    }

    SubmitBatch.@Nullable Prefix prefix() {
        return prefix == null ? null : new SubmitBatch.Prefix(bucket, prefix, pattern);
    }

    /** How many of the ways to name files were used; they cannot be mixed, but for files and objects. */
    int ways() {
        return (files.isEmpty() && objects.isEmpty() ? 0 : 1) + (prefix == null ? 0 : 1) + (manifest == null ? 0 : 1);
    }

    /** Uploads, after all files were looked at. */
    List<SubmitBatch.@Nullable Item> items(FaderClient client) {
        List<Found> found = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                found.addAll(within(file));
            } else {
                found.add(new Found(file, stem(String.valueOf(file.getFileName()))));
            }
        }
        for (Found file : found) {
            if (!Files.isRegularFile(file.path()) || !Files.isReadable(file.path())) {
                throw CommandFailure.failed(file.path() + " is no file that can be read");
            }
        }
        List<SubmitBatch.@Nullable Item> items = new ArrayList<>();
        for (Found file : found) {
            System.err.printf("uploading %s (%d of %d)%n", file.path(), items.size() + 1, found.size());
            items.add(item(client.upload(file.path()), file.name()));
        }
        objects.forEach(key -> items.add(item(new ObjectRef(bucket, key), null)));
        return items;
    }

    /** @param name of the output */
    private record Found(Path path, String name) {}

    private static List<Found> within(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Found> found = all.filter(Files::isRegularFile)
                    .filter(file -> AUDIO.contains(extension(String.valueOf(file.getFileName()))))
                    .sorted()
                    .map(file -> new Found(file, name(folder, file)))
                    .toList();
            if (found.isEmpty()) {
                throw CommandFailure.failed("%s has no audio files: looked for %s"
                        .formatted(folder, AUDIO.stream().sorted().toList()));
            }
            return found;
        } catch (IOException e) {
            throw CommandFailure.failed("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    /** The path within the folder, so that what lies in two subfolders keeps two names. */
    private static String name(Path folder, Path file) {
        return stem(folder.relativize(file).toString().replace('\\', '/'));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static SubmitBatch.Item item(ObjectRef input, @Nullable String name) {
        return new SubmitBatch.Item(input, name, null, null, null, null, null, null);
    }
}
