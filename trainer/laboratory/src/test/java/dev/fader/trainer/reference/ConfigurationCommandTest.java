package dev.fader.trainer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationCommandTest {

    /** Write it anew with {@code ./fader trainer configuration > docs/configuration.md}. */
    @Test
    void thePageIsWhatTheCodeSays() {
        assertThat(Path.of("../../docs/configuration.md")).hasContent(withoutTestsOwn(ConfigurationCommand.page()));
    }

    @Test
    void everyKeyOfAConfigurationSaysWhatItIs() {
        assertThat(withoutTestsOwn(ConfigurationCommand.page()).lines().filter(line -> line.startsWith("| `")))
                .hasSizeGreaterThan(100)
                .noneMatch(line -> line.matches("\\| `[^`]*` \\|\\s*\\|.*"));
    }

    /** Networks that only tests have are listed in tests. */
    private static String withoutTestsOwn(String page) {
        return page.replaceAll("(?s)### `\"architecture\": \"one_layer\"`.*?\n\n(?=#)", "");
    }
}
