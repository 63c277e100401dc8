package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a data set of songs with stems lies on disk. */
public enum DatasetLayout {
    /** {@code train|test/<song>.stem.mp4}: five stereo AAC streams, the mixture, drums, bass, other and vocals. */
    MUSDB18("musdb18", new Musdb18Finder(), Orders.MUSDB),
    /** {@code train|test/<song>/{mixture,vocals,drums,bass,other}.wav}; a {@code validation} folder may be there. */
    MUSDB18_HQ("musdb18-hq", new StemFolderFinder(Set.copyOf(Orders.MUSDB)), Orders.MUSDB),
    /** {@code train|validation|test/TrackNNNNN/{mix.flac,metadata.yaml,stems/Sxx.flac}}. */
    SLAKH("slakh", new SlakhFinder(), Orders.SLAKH),
    /** {@code <song id>/{data.json,<stem>/<track id>.wav}}: a stem is the sum of its tracks. */
    MOISESDB("moisesdb", new MoisesDbFinder(), Orders.MUSDB),
    /** {@code [Audio/]<song>/{<song>_METADATA.yaml,<song>_MIX.wav,<song>_STEMS/}}: the instruments of a source are summed. */
    MEDLEYDB("medleydb", new MedleyDbFinder(), Orders.MUSDB),
    /** {@code <song>/<source>.wav|flac}, with or without {@code train|validation|test} above. */
    STEM_FOLDERS("stems", new StemFolderFinder(Set.of()), Orders.MUSDB),
    /** A file {@code <name>.csv} with the columns {@code song,split,source,path}, and stems wherever they are. */
    TABLE("table", new StemTableFinder(), Orders.MUSDB);

    private static final class Orders {
        static final List<String> MUSDB = List.of("vocals", "drums", "bass", "other");
        static final List<String> SLAKH = List.of("piano", "drums", "bass", "guitar", "strings");
    }

    private static final List<String> READ =
            List.of(".wav", ".flac", ".stem.mp4", SlakhFinder.METADATA, MoisesDbFinder.METADATA);

    private final String label;
    private final SongFinder finder;
    private final List<String> order;

    DatasetLayout(String label, SongFinder finder, List<String> order) {
        this.label = label;
        this.finder = finder;
        this.order = order;
    }

    SongFinder finder() {
        return finder;
    }

    /** The paper's sources, in its fixed order; a network of K sources takes the first K. */
    public List<String> order() {
        return order;
    }

    /** Whether a file of that name is read in any layout, as sound or as what describes it. */
    public static boolean reads(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && READ.stream().anyMatch(name::endsWith);
    }

    /** As {@link #toString} gives it. @throws IllegalArgumentException naming those that there are */
    public static DatasetLayout parse(String label) {
        return Arrays.stream(values())
                .filter(layout -> layout.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no layout '%s': expected one of %s".formatted(label, Arrays.toString(values()))));
    }

    /**
     * The folders whose songs a split is made of, of those that there are.
     *
     * @param split as {@link StemDataset#open} takes it
     */
    public Set<String> foldersOf(String split, Set<String> present) {
        if (Collections.disjoint(present, Splits.FOLDERS)) {
            return present;
        }
        if (!isMusdb()) {
            return Set.of(Splits.folderOf(split, present));
        }
        return switch (split) {
            case "official-test" -> Set.of("test");
            case "official-train", "official-validation" -> Set.of("train");
            case "validation" -> {
                String folder = Splits.folderOf(split, present);
                yield Set.of(present.contains(folder) ? folder : "test");
            }
            default -> Set.of(split);
        };
    }

    /** Whether the names of the official songs of MUSDB18 mean something here. */
    boolean isMusdb() {
        return this == MUSDB18 || this == MUSDB18_HQ;
    }

    /** Whether each song has a mixture beside its stems. */
    boolean hasMixtures() {
        return !namesItsSources() && this != MOISESDB;
    }

    /** Whether there are the sources that its own names say, whatever they are. */
    boolean namesItsSources() {
        return this == STEM_FOLDERS || this == TABLE;
    }

    /** Whether a song may lack a source, and is then left out. */
    boolean skipsIncompleteSongs() {
        return this == SLAKH || this == MOISESDB || this == MEDLEYDB;
    }

    /** Whether stems may differ in length, and are then cut to the shortest; the check names them nevertheless. */
    boolean cutsToTheShortest() {
        return this == SLAKH || this == MOISESDB;
    }

    /** What is looked for, for messages. */
    public static final String KNOWN =
            "MUSDB18 (train/<song>.stem.mp4), MUSDB18-HQ (train/<song>/vocals.wav …), Slakh (train/Track00001/metadata.yaml"
                    + " and stems/), MoisesDB (<song id>/data.json), MedleyDB (Audio/<song>/<song>_METADATA.yaml), folders of stems (<song>/<source>.wav or .flac), or a table of stems (<name>.csv)";

    /** Finds a data set's layout in the names of its files. @throws IOException when it looks like none, or is not there */
    public static DatasetLayout recognise(Path root) throws IOException {
        return recognised(root)
                .orElseThrow(() ->
                        new IOException("%s holds no songs in a layout that is known: %s".formatted(root, KNOWN)));
    }

    /** The same; empty when it looks like none. @throws IOException when the root is not there */
    public static Optional<DatasetLayout> recognised(Path root) throws IOException {
        Splits.requireThere(root);
        for (DatasetLayout layout : values()) {
            for (Path folder : Stream.concat(Splits.FOLDERS.stream().map(root::resolve), Stream.of(root))
                    .toList()) {
                if (layout.finder.fits(folder)) {
                    return Optional.of(layout);
                }
            }
        }
        return Optional.empty();
    }

    /** As the command line calls it. */
    @Override
    public String toString() {
        return label;
    }
}
