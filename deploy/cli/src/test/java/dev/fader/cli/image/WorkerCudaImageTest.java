package dev.fader.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be known of the image without a machine that builds it. */
class WorkerCudaImageTest {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final String FILE = read("deploy/images/worker-cuda/Containerfile");

    private static String read(String path) {
        try {
            return Files.readString(HOME.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> groups(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(FILE)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        Matcher matcher = Pattern.compile("(?:^ENV |^    )([A-Z_]+)=(\\S+)", Pattern.MULTILINE)
                .matcher(FILE);
        while (matcher.find()) {
            environment.put(matcher.group(1), matcher.group(2));
        }
        return environment;
    }

    @Test
    void whatItCopiesIsThereOrWasBuilt() {
        assertThat(groups("^COPY (?!--from)(\\S+)"))
                .hasSize(3)
                .allSatisfy(source -> assertThat(HOME.resolve(source)).exists());
    }

    @Test
    void theEnginesNativePartForItsLibtorchComesWithTheWorker() throws IOException {
        Map<String, String> has = environment();
        String version = has.get("PYTORCH_VERSION");
        Path libraries = HOME.resolve("worker/target/quarkus-app/lib/main");
        try (var files = Files.list(libraries)) {
            Path jar = files.filter(file -> file.getFileName().toString().startsWith("ai.djl.pytorch.pytorch-jni-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(jar.getFileName().toString()).contains("-" + version + "-");
            String entry = "jnilib/linux-x86_64/%s/libdjl_torch.so".formatted(has.get("PYTORCH_FLAVOR"));
            JarURLConnection inside = (JarURLConnection)
                    URI.create("jar:" + jar.toUri() + "!/" + entry).toURL().openConnection();
            assertThat(inside.getJarEntry()).isNotNull();
        }
    }

    @Test
    void itSetsWhatTheScriptSets() {
        assertThat(groups("FADER_(\\w+)=")).isNotEmpty();
        Matcher exported =
                Pattern.compile("export (\\w+)=\"\\$\\{\\1:-(\\w+)}\"").matcher(read("fader"));
        int count = 0;
        for (; exported.find(); count++) {
            assertThat(environment()).containsEntry(exported.group(1), exported.group(2));
        }
        assertThat(count).isPositive();
    }

    @Test
    void itsSettingsAreThoseOfTheWorker() {
        String documented = read("docs/operations.md");
        assertThat(environment().keySet().stream().filter(name -> name.startsWith("FADER_")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented)
                        .contains("`fader.worker."
                                + name.substring("FADER_WORKER_".length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')
                                + "`"));
    }

    @Test
    void itDoesNotRunAsRootAndEveryVersionIsPinned() {
        assertThat(groups("^USER (\\d+)")).singleElement().isNotEqualTo("0");
        assertThat(groups("^FROM (\\S+)"))
                .allSatisfy(image -> assertThat(image).matches("[a-z-]+:\\d+\\.\\d+\\.\\d+_\\d+-jre-\\w+"));
    }
}
