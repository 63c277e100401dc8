package dev.fader.coordinator.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.naming.FileName;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run lists what the submission would be refused for, and nothing else, in the same words. */
@QuarkusTest
class SameWordsTest extends OwnerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02_semicolon_decimalcomma.csv",
                "04_trailing_blank_commas.csv",
                "07_minus_u2212.csv",
                "10_latin1.csv",
                "12_dup_columns.csv",
                "18_hexfloat.csv",
                "20_sep_line.csv",
                "23_nul.csv"
            })
    void ofATable(String name) throws Exception {
        try (InputStream in = SameWordsTest.class.getResourceAsStream("/manifests/" + name)) {
            same("text/csv", Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    static Stream<List<String>> folders() {
        return Stream.of(
                List.of("a.aif", "a.aiff", "b.w64", "b.wav", "c.flac", "c.ogg", "d.m4a", "d.mp4"),
                List.of("Song.wav", "song.wav", "SONG.mp3"),
                List.of("Bj\u00F6rk.wav", "Bjo\u0308rk.wav", "stra\u00DFe.flac", "STRASSE.flac"),
                List.of("disc/one.wav", "Disc/One.wav", "disc/one.wav/two.wav"),
                List.of("c.ogg", "c.ogg.flac", "c.ogg.flac.wav", "d.wav"),
                List.of("e", "e.wav", "f.wav", "f.mp3"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void ofAFolder(List<String> files) throws Exception {
        for (String format : List.of("same", "flac", "mp3")) {
            same("application/json", request(format, files, "1"));
            // a fault of another kind is one among them
            same("application/json", request(format, files, "99"));
        }
    }

    /** As the command line asks for a folder. @param last the gain of the last file */
    private byte[] request(String format, List<String> files, String last) {
        String item = "{\"input\": {\"key\": \"uploads/0190b5c0-0000-7000-8000-000000000000/%s\"}, \"name\": \"%s\"}";
        return files.stream()
                .map(file -> item.formatted(file.substring(file.lastIndexOf('/') + 1), FileName.stem(file)))
                .collect(Collectors.joining(
                        ", ",
                        "{\"tenant\": \"%s\", \"format\": \"%s\", \"gainsDb\": {\"vocals\": 1}, \"items\": ["
                                .formatted(tenant, format),
                        ", {\"input\": {\"key\": \"last.wav\"}, \"gainsDb\": {\"vocals\": %s}}]}".formatted(last)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void same(String type, byte[] body) throws Exception {
        List<String> submission = words(submit("/v1/batches", type, body));
        HttpResponse<String> dryRun = submit("/v1/batches?dryRun=true", type, body);

        assertThat(dryRun.statusCode() == 201 ? collisions(dryRun) : words(dryRun))
                .isEqualTo(submission);
        assertThat(submission.stream().anyMatch(words -> !words.contains("as file systems compare names")))
                .isEqualTo(dryRun.statusCode() != 201);
    }

    private HttpResponse<String> submit(String path, String type, byte[] body) throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** What an answer refuses; nothing when it accepts. */
    private static List<String> words(HttpResponse<String> answer) {
        if (answer.statusCode() == 201) {
            return List.of();
        }
        Problem problem = read(answer, Problem.class);
        List<Problem.Fault> errors = problem.errors();
        return errors == null
                ? List.of(problem.detail())
                : errors.stream()
                        .map(fault -> fault.pointer() + ": " + fault.detail())
                        .toList();
    }

    private List<String> collisions(HttpResponse<String> dryRun) throws Exception {
        String id = read(dryRun, SubmittedBatch.class).id().toString();
        DryRunReport report = read(get("/v1/batches/" + id + "/report"), DryRunReport.class);
        assertThat(report.collisionCount()).isEqualTo(report.collisions().size());
        return report.collisions().stream()
                .map(collision -> "/items/%d/name: %s".formatted(collision.item(), collision.detail()))
                .toList();
    }
}
