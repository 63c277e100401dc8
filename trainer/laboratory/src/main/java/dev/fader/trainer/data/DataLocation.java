package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set lies; nothing is read before a split is opened.
 *
 * @param layout null: recognised from the names of the files
 * @param arrival of files that are not whole yet
 */
public record DataLocation(Path root, @Nullable DatasetLayout layout, Arrival arrival) {

    /** A data set that is all there. */
    public DataLocation(Path root, @Nullable DatasetLayout layout) {
        this(root, layout, Arrival.COMPLETE);
    }

    /** A data set whose layout is recognised. */
    public static DataLocation of(Path root) {
        return new DataLocation(root, null);
    }

    /** The layout given, or the one that is recognised. */
    public DatasetLayout layoutOrRecognised() throws IOException {
        return layout == null ? DatasetLayout.recognise(root) : layout;
    }

    /** The folder's name. */
    public String name() {
        return String.valueOf(root.toAbsolutePath().normalize().getFileName());
    }

    /** Opens a split with the user's cache of decoded stems; see {@link StemDataset#open}. */
    public StemDataset open(String split, List<String> sources, int sampleRateHz) throws IOException {
        return StemDataset.open(
                root,
                layoutOrRecognised(),
                split,
                sources,
                sampleRateHz,
                new StemAccess(StemCache.standard(), arrival));
    }
}
