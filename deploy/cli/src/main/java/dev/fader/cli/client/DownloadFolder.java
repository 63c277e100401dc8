package dev.fader.cli.client;

import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.naming.NameOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A folder that outputs are fetched into. No name that a service gave, and no link in the folder, leads out of it, and no two
 * of a command's outputs become one file.
 */
public final class DownloadFolder {

    private final Path shown;
    private final Path root;
    private final Map<NameOnDisk, ResultView.Download> taken = new HashMap<>();

    /** @param folder as its user named it; it may be a link itself, and need not be there yet */
    public DownloadFolder(Path folder) {
        this.shown = folder;
        this.root = folder.toAbsolutePath().normalize();
    }

    /** Takes a name for an output. @throws CommandFailure for that output, when another has the name on some file system */
    void take(String name, ResultView.Download output) {
        ResultView.Download other = taken.putIfAbsent(NameOnDisk.of(name), output);
        if (other != null && !other.equals(output)) {
            throw CommandFailure.ofOneFile(
                    "'%s' was not fetched: '%s' has that name in %s already; 'fader results' without --download tells where it is in storage"
                            .formatted(name, other.name(), shown));
        }
    }

    /** Where a file of that name belongs, relative to what its user named. @throws CommandFailure if that is outside */
    public Path file(String name) {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw CommandFailure.failed("'%s' would be outside %s".formatted(name, shown));
        }
        return shown.resolve(root.relativize(file));
    }

    /**
     * Makes the folders that the file lies in.
     *
     * @param part what it is called until it is whole
     * @throws CommandFailure when one of them, or the file, is a symbolic link
     */
    void prepare(Path file, Path part) throws IOException {
        Files.createDirectories(root);
        Path way = root;
        for (Path step : root.relativize(file.toAbsolutePath().normalize())) {
            refuseLink(way);
            if (!way.equals(root) && !Files.isDirectory(way, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(way);
            }
            way = way.resolve(step);
        }
        refuseLink(way);
        refuseLink(part.toAbsolutePath().normalize());
    }

    private void refuseLink(Path path) {
        if (!path.equals(root) && Files.isSymbolicLink(path)) {
            throw CommandFailure.failed("%s is a symbolic link, which downloads do not follow: remove it"
                    .formatted(shown.resolve(root.relativize(path))));
        }
    }
}
