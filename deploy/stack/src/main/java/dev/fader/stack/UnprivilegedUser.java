package dev.fader.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL, which refuses to run as root, is started by root: in a user namespace, or where those are refused as
 * {@code nobody}, who must be able to reach the folder.
 *
 * @param prefix what comes before the program on the command line
 * @param ownsFiles whether the data folder has to belong to {@code nobody}
 */
record UnprivilegedUser(List<String> prefix, boolean ownsFiles) {

    private static final String NOBODY = "65534";

    static UnprivilegedUser choose() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return new UnprivilegedUser(List.of(), false);
        }
        List<String> namespace = List.of("unshare", "-U");
        if (canRun(namespace)) {
            return new UnprivilegedUser(namespace, false);
        }
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (canRun(nobody)) {
            return new UnprivilegedUser(nobody, true);
        }
        throw new IOException("PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' works here:"
                + " run Fader as another user");
    }

    /**
     * Creates the folder, owned by the user that the programs will run as.
     *
     * @throws IOException naming the folder above it that this user may not enter
     */
    void own(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (ownsFiles) {
            for (Path above = folder.getParent(); above != null; above = above.getParent()) {
                if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    throw new IOException("PostgreSQL runs as 'nobody' here, who may not enter " + above
                            + ": keep the data in a folder that all may enter, such as one in /var/tmp");
                }
            }
            Files.setAttribute(folder, "unix:uid", Integer.parseInt(NOBODY));
            Files.setAttribute(folder, "unix:gid", Integer.parseInt(NOBODY));
        }
    }

    private static boolean canRun(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
