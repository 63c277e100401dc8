package dev.fader.coordinator.naming;

import dev.fader.schemas.api.Collision;
import dev.fader.schemas.naming.FileName;
import dev.fader.schemas.naming.NameOnDisk;
import dev.fader.schemas.naming.OutputName;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that the outputs of a batch have taken, as file systems compare them: no two may become one file, and none a
 * file where another needs a folder.
 */
public final class OutputNames {

    private final NameSet files = new NameSet();
    /** Of those, the ones that another extension may follow. */
    private final NameSet open = new NameSet();

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
        String wanted = OutputName.wanted(variant.name(), variant.format(), input);
        int with =
                first(takeFile(wanted, OutputName.mayFollow(variant.format(), input), item), takeFolders(wanted, item));
        return with == NameSet.NOBODY ? null : Collision.of(item, with, wanted);
    }

    private int takeFile(String wanted, Set<String> mayFollow, int item) {
        NameOnDisk file = NameOnDisk.of(wanted);
        int with = first(first(folders.find(file), grown(wanted)), files.take(file, item));
        for (String extension : mayFollow) {
            NameOnDisk longer = NameOnDisk.of(wanted + "." + extension);
            with = first(with, first(files.find(longer), folders.find(longer)));
        }
        if (!mayFollow.isEmpty()) {
            open.take(file, item);
        }
        return with;
    }

    private int takeFolders(String wanted, int item) {
        int with = NameSet.NOBODY;
        for (int slash = wanted.indexOf('/'); slash >= 0; slash = wanted.indexOf('/', slash + 1)) {
            String path = wanted.substring(0, slash);
            NameOnDisk folder = NameOnDisk.of(path);
            with = first(with, first(files.find(folder), grown(path)));
            folders.take(folder, item);
        }
        return with;
    }

    /** Whose name may become that one. */
    private int grown(String name) {
        return OutputName.USUAL.contains(FileName.extension(name))
                ? open.find(NameOnDisk.of(FileName.stem(name)))
                : NameSet.NOBODY;
    }

    private static int first(int item, int other) {
        return item == NameSet.NOBODY ? other : item;
    }
}
