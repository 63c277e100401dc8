package dev.fader.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.fader.schemas.api.ResultView;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadFolderTest {

    private final DownloadFolder folder = new DownloadFolder(Path.of("remixed"));

    @ParameterizedTest
    @CsvSource({"a.aiff, a.aiff", "disc/One.wav, Disc/ONE.wav", "zo\u00E9.wav, zoe\u0301.wav"})
    void aNameThatAnotherOutputHasIsRefusedForThatOutputAlone(String name, String other) {
        folder.take(name, output(name, 1));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> folder.take(other, output(other, 2)))
                .withMessageContaining("'%s' was not fetched: '%s'", other, name)
                .satisfies(failure -> assertThat(failure.othersMayGoOn()).isTrue());
    }

    @Test
    void theSameOutputMayBeTriedAgain() {
        folder.take("a.wav", output("a.wav", 1));

        assertThatNoException().isThrownBy(() -> folder.take("a.wav", output("a.wav", 1)));
    }

    private static ResultView.Download output(String name, int number) {
        return new ResultView.Download(name, "http://storage/" + number, 1, "0".repeat(64), Instant.EPOCH);
    }
}
