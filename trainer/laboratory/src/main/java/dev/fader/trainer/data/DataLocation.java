package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set lies, or several that are one; nothing is read before a split is opened.
 *
 * @param roots folders, or tables of stems
 * @param layout of all; null: each is recognised from the names of its files
 * @param arrival of files that are not whole yet
 */
public record DataLocation(List<Path> roots, @Nullable DatasetLayout layout, Arrival arrival) {

    public DataLocation {
        roots = List.copyOf(roots);
    }

    /** A data set whose layout is recognised, and that is all there. */
    public static DataLocation of(Path root) {
        return new DataLocation(List.of(root), null, Arrival.COMPLETE);
    }

    /** The sources of the layout in the paper's order. @throws IOException when those of several are not the same */
    public List<String> order() throws IOException {
        Set<List<String>> orders = new HashSet<>();
        for (Path root : roots) {
            orders.add(layoutOf(root).order());
        }
        if (orders.size() > 1) {
            throw new IOException("%s have layouts of different sources: say which with --sources".formatted(roots));
        }
        return orders.iterator().next();
    }

    /** The names of the folders, with + between them. */
    public String name() {
        return roots.stream().map(DataLocation::name).collect(Collectors.joining("+"));
    }

    private static String name(Path root) {
        return String.valueOf(root.toAbsolutePath().normalize().getFileName());
    }

    private DatasetLayout layoutOf(Path root) throws IOException {
        return layout == null ? DatasetLayout.recognise(root) : layout;
    }

    /**
     * Opens a split with the user's cache of decoded stems; see {@link StemDataset#open}. Of several data sets the songs come in
     * the order of the sets; a name that more than one of them has gets its set's in front.
     *
     * @throws IOException also if one of them lacks the split, or songs cannot be told apart by name
     */
    public StemDataset open(String split, List<String> sources, int sampleRateHz) throws IOException {
        StemAccess access = new StemAccess(StemCache.standard(), arrival);
        Map<Path, List<StemSong>> opened = new HashMap<>();
        Map<String, Integer> named = new HashMap<>();
        for (Path root : roots) {
            List<StemSong> songs = StemDataset.songs(root, layoutOf(root), split, sources, sampleRateHz, access);
            if (opened.put(root, songs) != null) {
                throw new IOException("the data set %s is given twice".formatted(root));
            }
            songs.forEach(song -> named.merge(song.name(), 1, Integer::sum));
        }
        List<StemSong> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path root : roots) {
            for (StemSong song : opened.getOrDefault(root, List.of())) {
                boolean elsewhere = named.getOrDefault(song.name(), 0) > 1;
                StemSong its = elsewhere ? song.called(name(root) + " - " + song.name()) : song;
                if (!names.add(its.name())) {
                    throw new IOException("two songs of %s would be called '%s': give one of the folders another name"
                            .formatted(roots, its.name()));
                }
                all.add(its);
            }
        }
        return StemDataset.decoded(sources, all, access);
    }
}
