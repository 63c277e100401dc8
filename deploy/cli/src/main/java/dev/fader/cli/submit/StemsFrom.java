package dev.fader.cli.submit;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.naming.FileName;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where the stems of the files are, which are mixed in place of a model's. */
final class StemsFrom {

    /** What lies beside stems and is none: the file itself, and what the stems leave of it. */
    private static final Set<String> NO_STEMS = Set.of("mixture", "residual");

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9_-]{1,64}");

    @Option(
            names = "--stems-from",
            paramLabel = "FOLDER",
            description = {
                "mix stems that were made elsewhere, instead of a model's: FOLDER/SONG/SOURCE.wav, as 'fader trainer",
                "separate' writes them, or FOLDER/SONG-SOURCE.wav, as --stems does; they are uploaded with the files"
            })
    private @Nullable Path folder;

    @Option(
            names = "--rest",
            paramLabel = "SOURCE",
            description = "with --stems-from: what the stems leave of a file is a source of this name")
    private @Nullable String rest;

    /** Of one file, by their sources. */
    record Found(Path song, SortedMap<String, Path> stems) {}

    boolean isGiven() {
        return folder != null;
    }

    boolean isHalf() {
        return folder == null && rest != null;
    }

    /** What a batch says of them. @param found of its files */
    SubmitBatch.@Nullable GivenSources sources(List<Found> found) {
        return found.isEmpty()
                ? null
                : new SubmitBatch.GivenSources(
                        new ArrayList<>(found.getFirst().stems().keySet()), rest);
    }

    /** @throws CommandFailure when a file has no stems, or others than the first */
    List<Found> of(List<LocalFiles.LocalFile> files) {
        Path from = folder;
        if (from == null) {
            return List.of();
        }
        List<Found> all = new ArrayList<>();
        for (LocalFiles.LocalFile file : files) {
            Found found = new Found(file.path(), stems(from, file));
            if (!all.isEmpty()
                    && !found.stems().keySet().equals(all.getFirst().stems().keySet())) {
                throw CommandFailure.failed("%s has stems of %s, and %s of %s: submit them apart"
                        .formatted(
                                all.getFirst().song(),
                                all.getFirst().stems().keySet(),
                                found.song(),
                                found.stems().keySet()));
            }
            all.add(found);
        }
        return all;
    }

    private static SortedMap<String, Path> stems(Path folder, LocalFiles.LocalFile file) {
        Path own = folder.resolve(file.name());
        String before = Files.isDirectory(own) ? "" : String.valueOf(own.getFileName()) + "-";
        Path place = Files.isDirectory(own) ? own : own.resolveSibling("").normalize();
        SortedMap<String, Path> stems = new TreeMap<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> inside = Files.list(place)) {
                inside.filter(LocalFiles::isAudio).sorted().forEach(path -> take(path, before, stems));
            } catch (IOException e) {
                throw CommandFailure.failed("%s cannot be read: %s".formatted(place, e.getMessage()));
            }
        }
        if (stems.isEmpty()) {
            throw CommandFailure.failed("there are no stems of %s: looked for %s and %s"
                    .formatted(file.path(), own.resolve("SOURCE.wav"), own + "-SOURCE.wav"));
        }
        return stems;
    }

    private static void take(Path path, String before, SortedMap<String, Path> stems) {
        String name = FileName.stem(String.valueOf(path.getFileName()));
        if (!name.startsWith(before)) {
            return;
        }
        String source = name.substring(before.length()).toLowerCase(Locale.ROOT);
        if (NO_STEMS.contains(source)) {
            return;
        }
        if (!SOURCE.matcher(source).matches()) {
            throw CommandFailure.failed("%s: '%s' is no name of a source: expected %s".formatted(path, source, SOURCE));
        }
        Path other = stems.put(source, path);
        if (other != null) {
            throw CommandFailure.failed("%s and %s are both stems of %s".formatted(other, path, source));
        }
    }

    /** Brings the stems of one file. */
    static Map<String, @Nullable ObjectRef> upload(FaderClient client, Found found) {
        Map<String, @Nullable ObjectRef> objects = new HashMap<>();
        found.stems().forEach((source, path) -> objects.put(source, client.upload(path)));
        return objects;
    }
}
