package dev.fader.trainer.separation;

import dev.fader.trainer.graph.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which form was chosen in which situation, a small file for each. Several processes may ask and choose at once: the first
 * choice stays, and all take it.
 */
record KeptForms(Path folder) {

    private static final System.Logger LOG = System.getLogger(KeptForms.class.getName());

    /** The environment's name for the folder. */
    static final String FOLDER_VARIABLE = "FADER_FORMS";

    /** The user's: {@code ~/.cache/fader/forms}, or what the environment says. */
    static KeptForms standard(Map<String, String> environment) {
        Path caches = Path.of(environment.getOrDefault(
                "XDG_CACHE_HOME",
                Path.of(System.getProperty("user.home"), ".cache").toString()));
        return new KeptForms(Path.of(environment.getOrDefault(
                FOLDER_VARIABLE, caches.resolve("fader").resolve("forms").toString())));
    }

    /** Whether there is a place to keep a choice in. */
    boolean canKeep() {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws UncheckedIOException if the file cannot be read, or names no form: with what to do */
    Optional<Form> get(Situation situation) {
        Path file = file(situation);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String name = Files.readAllLines(file).stream().findFirst().orElse("");
            return Optional.of(Arrays.stream(Form.values())
                    .filter(form -> form.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("%s names '%s', which is no form: remove the file".formatted(file, name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what was kept first, which may be another process's choice; the plain form if nothing can be kept after all */
    Form keepFirst(Situation situation, Form choice) {
        try {
            Path whole = Files.createTempFile(folder, "new", ".txt");
            try {
                Files.write(whole, List.of(choice.toString(), situation.toString()));
                link(file(situation), whole);
            } finally {
                Files.delete(whole);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "no form can be kept in {0}: {1}", folder, e.toString());
        }
        return get(situation).orElse(Form.PLAIN);
    }

    /** A link appears with all its content or not at all, and only where there is none. */
    private static void link(Path file, Path whole) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "another process has chosen {0} before", file);
        }
    }

    private Path file(Situation situation) {
        return folder.resolve(situation.name() + ".txt");
    }
}
