package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which songs are for training, validation and test.
 *
 * <p>{@code train}, {@code validation} and {@code test} are the folders of these names, {@code valid} is the second too. Where
 * MUSDB18 has no such folder, its 50 official test songs are halved as the paper's authors did, and {@code train} stays
 * whole. {@code official-train}, {@code official-validation} and {@code official-test} are MUSDB18's own division: 86
 * and 14 songs of {@code train}, and all of {@code test}. Songs that lie in no split folder are divided by their place
 * in the order of names: of each ten the ninth is for validation, the tenth for test.
 */
final class Splits {

    /** What songs are divided into. */
    static final List<String> SPLITS = List.of("train", "validation", "test");

    /** The folders that a data set may be divided into; {@code valid} is another name. */
    static final List<String> FOLDERS = List.of("train", "validation", "valid", "test");

    private static final String BY_PLACE =
            "its songs lie in no split folders, and of ten the ninth is for validation and the tenth for test";

    private static final int OFFICIAL_TEST_SONGS = 50;

    /** Places in the order of names among the official test songs, as recorded by the paper's authors. */
    private static final Set<Integer> RECORDED_VALIDATION =
            Set.of(6, 48, 10, 28, 43, 44, 5, 34, 9, 35, 31, 13, 33, 20, 8, 18, 17, 1, 38, 29, 16, 0, 24, 15, 47);

    private static final Set<String> OFFICIAL_VALIDATION = Set.of(
            "ANiMAL - Rockshow",
            "Actions - One Minute Smile",
            "Alexander Ross - Goodbye Bolero",
            "Clara Berry And Wooldog - Waltz For My Victims",
            "Fergessen - Nos Palpitants",
            "James May - On The Line",
            "Johnny Lokke - Promises & Lies",
            "Leaf - Summerghost",
            "Meaxic - Take A Step",
            "Patrick Talbot - A Reason To Leave",
            "Skelpolu - Human Mistakes",
            "Traffic Experiment - Sirens",
            "Triviul - Angelsaint",
            "Young Griffo - Pennies");

    private final Path root;
    private final DatasetLayout layout;

    Splits(Path root, DatasetLayout layout) {
        this.root = root;
        this.layout = layout;
    }

    /** The split folders that are there; none when songs lie directly in the root. @throws IOException if the root is not there */
    List<String> folders() throws IOException {
        requireThere(root);
        return layout.finder().splits(root);
    }

    /** All songs, by the split folder that they lie in; by {@code all} where there are no such folders. */
    Map<String, List<SongEntry>> all() throws IOException {
        Map<String, List<SongEntry>> songs = new LinkedHashMap<>();
        List<String> folders = folders();
        if (folders.isEmpty()) {
            songs.put("all", layout.finder().songs(root));
        }
        for (String folder : folders) {
            songs.put(folder, in(folder));
        }
        return songs;
    }

    /** Tells a wrong path from a folder without songs. */
    static void requireThere(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new IOException("the data set %s does not exist".formatted(root));
        }
    }

    /** @return the split's songs in the order of their names @throws IOException if there is no such split */
    List<SongEntry> songs(String split) throws IOException {
        List<SongEntry> songs = pick(split);
        if (songs.isEmpty()) {
            throw new IOException("there are no songs in the split '%s' of %s%s"
                    .formatted(split, root, folders().isEmpty() ? ": " + BY_PLACE : ""));
        }
        return songs;
    }

    private List<SongEntry> pick(String split) throws IOException {
        List<String> folders = folders();
        if (folders.isEmpty()) {
            return divided(split);
        }
        if (layout.isMusdb()) {
            boolean halved = Collections.disjoint(folders, List.of("validation", "valid"));
            switch (split) {
                case "official-test" -> {
                    return in("test");
                }
                case "official-train" -> {
                    return in("train").stream().filter(song -> !official(song)).toList();
                }
                case "official-validation" -> {
                    return in("train").stream().filter(Splits::official).toList();
                }
                case "validation", "test" -> {
                    if (halved) {
                        return half(split);
                    }
                }
                default -> {
                    // the folder of that name
                }
            }
        }
        return in(folderOf(split, folders));
    }

    /** The folder that has a split's songs, of those that there are. */
    static String folderOf(String split, Collection<String> present) {
        return split.equals("validation") && !present.contains(split) && present.contains("valid") ? "valid" : split;
    }

    private static boolean official(SongEntry song) {
        return OFFICIAL_VALIDATION.contains(song.name());
    }

    private List<SongEntry> in(String folder) throws IOException {
        List<String> present = folders();
        if (!present.contains(folder)) {
            throw new IOException("there is no split '%s' of %s; it has %s".formatted(folder, root, present));
        }
        return layout.finder().songs(root, folder);
    }

    private List<SongEntry> half(String split) throws IOException {
        List<SongEntry> test = in("test");
        if (test.size() != OFFICIAL_TEST_SONGS) {
            if (split.equals("test")) {
                return test;
            }
            throw new IOException(("%s has no validation folder, and its test folder has %d songs, not the official %d"
                            + " that are divided into validation and test: move some songs into a validation folder")
                    .formatted(root, test.size(), OFFICIAL_TEST_SONGS));
        }
        List<SongEntry> chosen = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            if (RECORDED_VALIDATION.contains(i) == split.equals("validation")) {
                chosen.add(test.get(i));
            }
        }
        return chosen;
    }

    private List<SongEntry> divided(String split) throws IOException {
        if (!SPLITS.contains(split)) {
            throw new IOException(
                    "there is no split '%s' of %s, which has %s: %s".formatted(split, root, SPLITS, BY_PLACE));
        }
        List<SongEntry> all = layout.finder().songs(root);
        return IntStream.range(0, all.size())
                .filter(i -> (i % 10 == 8) == split.equals("validation") && (i % 10 == 9) == split.equals("test"))
                .mapToObj(all::get)
                .toList();
    }
}
