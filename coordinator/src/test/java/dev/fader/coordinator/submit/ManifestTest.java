package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.coordinator.OwnerTest;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.Problem;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.Variant;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of files, as a whole request. */
@QuarkusTest
class ManifestTest extends OwnerTest {

    @ParameterizedTest
    @CsvSource({
        "02_semicolon_decimalcomma.csv, -3.5",
        "04_trailing_blank_commas.csv, -3",
        "07_minus_u2212.csv, -3",
        "20_sep_line.csv, -3"
    })
    void whatSpreadsheetsWriteIsAccepted(String name, double vocals) throws Exception {
        BatchView batch = read(table(file(name)), SubmittedBatch.class).batch();

        assertThat(variants(batch).getFirst().gainsDb()).containsEntry("vocals", new Gain(vocals));
        assertThat(variants(batch).getFirst().name()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10_latin1.csv | line 2, column 17: byte 0xF6 is not UTF-8",
                "12_dup_columns.csv | line 1, column 3: 'vocals' comes twice",
                "23_nul.csv | line 2, column 18: U+0000 is a control character"
            })
    void whatIsNoTableIsRefusedWithItsPlace(String name, String words) throws Exception {
        assertThat(problem(table(file(name)), ProblemType.MALFORMED_REQUEST).detail())
                .startsWith(words);
    }

    @Test
    void everyCellThatIsNoNumberIsPointedAtOnce() throws Exception {
        Problem problem = problem(table(file("18_hexfloat.csv")), ProblemType.INVALID_BATCH);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/items/0/gainsDb/vocals", "/items/0/gainsDb/drums", "/items/0/gainsDb/bass");
        assertThat(problem.errors())
                .extracting(Problem.Fault::detail)
                .allSatisfy(detail -> assertThat(detail).startsWith("line 2, column "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vocals | loud | /gainsDb/vocals",
                "vocals | 30 | /gainsDb/vocals",
                "vocals | 1e400 | /gainsDb/vocals",
                "preset | nonsense | /preset",
                "format | 8-track | /format",
                "format | mp3@191 | /format",
                "loudness | loud | /loudness",
                "loudness | -99 | /loudness/targetLufs",
                "name | a//b | /name",
                "bucket | secrets | /input/bucket"
            })
    void oneBadCellIsOneFinding(String column, String cell, String pointer) throws Exception {
        String gain = List.of("vocals", "preset").contains(column) ? "" : "1";
        String table = "key,drums,%s\na.wav,%s,%s\n".formatted(column, gain, cell);

        Problem problem = problem(table(table.getBytes(StandardCharsets.UTF_8)), ProblemType.INVALID_BATCH);

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/items/0" + pointer);
            assertThat(fault.detail()).startsWith("line 2, column 3 (%s): ".formatted(column));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFFFF",
                "\uFEFF",
                "\u200B",
                "\uD834\uDD1E",
                "null",
                "{}",
                "..",
                "../..",
                "/",
                "a/",
                "%00",
                "\\u0000",
                "'",
                "@",
                "-",
                "+",
                ".",
                "\u2212",
                "99999999999",
                "1,5",
                "=1+1",
                "{stem}",
                "a\tb",
                "\"a\nb\"",
                "\"a\"\"b\"",
                "LONG",
                "LONGER"
            })
    void noCellBreaksTheService(String cell) throws Exception {
        String written = cell.replace("LONGER", "x".repeat(70_000)).replace("LONG", "x".repeat(3000));
        for (String column : List.of("bucket", "name", "preset", "format", "loudness", "vocals", "metadata.x", "key")) {
            String rest = column.equals("key") ? "metadata.y" : "key";
            String table = "%s;drums;%s\na.wav;1;%s\n".formatted(rest, column, written);

            HttpResponse<String> answer = table(table.getBytes(StandardCharsets.UTF_8));

            assertThat(answer.statusCode()).as(column + ": " + answer.body()).isIn(201, 400, 422);
            if (answer.statusCode() != 201) {
                List<Problem.Fault> faults = read(answer, Problem.class).errors();
                assertThat(faults).as(column + ": " + answer.body()).hasSize(1);
            }
        }
    }

    @Test
    void aNameThatCannotBeIsOneFindingForAllOfAFilesOutputs() throws Exception {
        Problem problem = problem(post("/v1/batches", """
                        {"variants": [{"name": "a", "gainsDb": {"vocals": 1}}, {"name": "b", "gainsDb": {"vocals": 2}}],
                         "items": [{"input": {"key": "one.wav"}, "name": "x"}, {"input": {"key": "two.wav"}, "name": "X"},
                                   {"input": {"key": "two.wav"}, "name": "disc\\\\\\\\x"}]}
                        """), ProblemType.INVALID_BATCH);

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly("/items/1/name", "/items/2/name");
    }

    private List<Variant> variants(BatchView batch) throws Exception {
        TaskView task = tasks(batch).getFirst();
        assertThat(task.metadata()).isEqualTo(Map.of());
        return task.spec(TaskKinds.REMIX).variants();
    }

    private HttpResponse<String> table(byte[] body) throws Exception {
        return send(request("/v1/batches")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] file(String name) throws Exception {
        try (InputStream in = ManifestTest.class.getResourceAsStream("/manifests/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
