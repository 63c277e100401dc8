package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The words of a remix are those of the service, and so are the refusals. */
class RemixCommandTest {

    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 1;

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--loudness keep | expected none, match[@DBTP] or LUFS[@DBTP]",
                "--loudness match --ceiling -2 | --loudness match@-2 or LUFS@-2",
                "--gain bass=-inf | expected a number of dB or 'mute'",
                "--format ogg | opus"
            })
    void whatIsNotUnderstoodIsRefusedWithTheWordsThatAre(String options, String expected) {
        int exitCode = remix(options.split(" "));

        assertThat(exitCode).isEqualTo(WRONG_USAGE);
        assertThat(said.toString().lines().findFirst().orElseThrow()).containsIgnoringCase(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--gain bass=mute",
                "--gain bass=-3.5 --loudness match",
                "--loudness match@-2 --format WAV",
                "--loudness -14@-1 --format same"
            })
    void whatSubmitUnderstandsIsUnderstood(String options) {
        int exitCode = remix(options.split(" "));

        // and then there is no such model
        assertThat(exitCode).isEqualTo(FAILED);
        assertThat(said.toString()).contains("there is no file no.safetensors");
    }

    @ParameterizedTest
    @CsvSource({
        "out.wav,  --format flac,     'out.wav ends in .wav, and --format is flac: make them alike'",
        "out.xyz,  --loudness match,  'end it in one of [flac, m4a, mp3, ogg, opus, wav], or in .wav as the input does'",
        "out,      --loudness match,  ends in no format that can be written"
    })
    void anOutputIsWhatItsNameSays(String output, String options, String expected) {
        int exitCode = remixTo(output, options.split(" "));

        assertThat(exitCode).isEqualTo(WRONG_USAGE);
        assertThat(said.toString()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.flac", "out.MP3", "out.m4a", "out.opus", "out.wav"})
    void andTheFormatNeedNotBeSaid(String output) {
        assertThat(remixTo(output)).isEqualTo(FAILED);
        assertThat(said.toString()).contains("there is no file no.safetensors");
    }

    private int remix(String... options) {
        return remixTo("out.wav", options);
    }

    private int remixTo(String output, String... options) {
        String[] always = {"remix", "in.wav", output, "--model", "no.safetensors", "--gain", "vocals=1"};
        CommandLine commands = TrainerCommand.commands().setErr(new PrintWriter(said, true));
        return commands.execute(
                Stream.concat(Stream.of(always), Stream.of(options)).toArray(String[]::new));
    }
}
