package dev.fader.coordinator.naming;

import dev.fader.schemas.api.Collision;
import dev.fader.schemas.naming.NameOnDisk;
import dev.fader.schemas.naming.OutputName;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The names that the outputs of a batch have taken, as file systems compare them: no two may become one file, and none a
 * file where another needs a folder.
 */
public final class OutputNames {

    private final NameSet files = new NameSet();
    private final NameSet folders = new NameSet();

    /** Takes the names of an item's outputs. @return the first collision with an earlier output, or null */
    public @Nullable Collision take(RemixSpec spec, int item) {
        Collision found = null;
        for (Variant variant : spec.variants()) {
            Collision collision = take(variant, spec.input().key(), item);
            found = found == null ? collision : found;
        }
        return found;
    }

    private @Nullable Collision take(Variant variant, String input, int item) {
        int with = NameSet.NOBODY;
        for (String name : OutputName.possible(variant.name(), variant.format(), input)) {
            NameOnDisk file = NameOnDisk.of(name);
            with = first(with, first(folders.find(file), files.take(file, item)));
        }
        for (NameOnDisk folder = NameOnDisk.of(variant.name()).folder(); folder != null; folder = folder.folder()) {
            with = first(with, files.find(folder));
            folders.take(folder, item);
        }
        return with == NameSet.NOBODY
                ? null
                : Collision.of(item, with, OutputName.wanted(variant.name(), variant.format(), input));
    }

    private static int first(int item, int other) {
        return item == NameSet.NOBODY ? other : item;
    }
}
