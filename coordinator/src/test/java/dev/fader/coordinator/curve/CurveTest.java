package dev.fader.coordinator.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.coordinator.OwnerTest;
import dev.fader.queue.TestDatabase;
import dev.fader.queue.curve.MetricPoint;
import dev.fader.queue.curve.RunRecords;
import dev.fader.queue.task.Claim;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.CurvePoint;
import dev.fader.schemas.api.MetricCurve;
import dev.fader.schemas.api.MetricSummary;
import dev.fader.schemas.api.NewRecords;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RunAttempts;
import dev.fader.schemas.api.RunMetrics;
import dev.fader.schemas.api.StepValue;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CurveTest extends OwnerTest {

    private final RunId run = RunId.create();

    @Test
    void aRunsMetricsAreListedWithTheirLastLowestAndHighestValue() throws Exception {
        int attempt = begin(run, 0);
        append(
                run,
                attempt,
                new MetricPoint("loss", 0, 5),
                new MetricPoint("loss", 1, 3),
                new MetricPoint("loss", 2, 4));
        append(run, attempt, new MetricPoint("validation/sdrDb", 2, Double.NaN));

        assertThat(read(get("/v1/runs/" + run + "/metrics"), RunMetrics.class).metrics())
                .containsExactly(
                        new MetricSummary(
                                "loss", 3, 0, new StepValue(2, 4.0), new StepValue(1, 3.0), new StepValue(0, 5.0)),
                        new MetricSummary("validation/sdrDb", 1, 1, new StepValue(2, null), null, null));
    }

    @Test
    void aCurveShowsWhatIsCurrentAndAnAttemptWhatItMade() throws Exception {
        append(run, begin(run, 0), points("validation/sdrDb", 0, 10, 1));
        append(run, begin(run, 6), points("validation/sdrDb", 6, 8, 2));

        MetricCurve current = curve("/v1/runs/" + run + "/metrics/validation/sdrDb?from=5&points=10");
        MetricCurve first = curve("/v1/runs/" + run + "/metrics/validation%2FsdrDb?attempt=1&points=2");

        assertThat(current.points()).containsExactly(point(5, 1), point(6, 2), point(7, 2));
        assertThat(current.summary())
                .isEqualTo(new MetricSummary(
                        "validation/sdrDb", 8, 0, new StepValue(7, 2.0), new StepValue(0, 1.0), new StepValue(6, 2.0)));
        assertThat(first.points())
                .containsExactly(new CurvePoint(0, 4, 5, 0, 1.0, 1.0, 1.0), new CurvePoint(5, 9, 5, 0, 1.0, 1.0, 1.0));
        assertThat(read(get("/v1/runs/" + run + "/attempts"), RunAttempts.class).attempts())
                .extracting(RunAttempts.Attempt::number, RunAttempts.Attempt::untilStep)
                .containsExactly(tuple(1, 6L), tuple(2, null));
    }

    @Test
    void runsAreComparedOverTheSameSteps() throws Exception {
        RunId other = RunId.create();
        append(run, begin(run, 0), points("loss", 0, 100, 1));
        append(other, begin(other, 50), points("loss", 50, 200, 2));

        List<MetricCurve> curves = FaderJson.mapper()
                .readValue(
                        get("/v1/curves?name=loss&points=2&run=" + other + "&run=" + run)
                                .body(),
                        new TypeReference<>() {});

        assertThat(curves).extracting(MetricCurve::run).containsExactly(other, run);
        assertThat(curves.get(0).points())
                .extracting(CurvePoint::firstStep, CurvePoint::lastStep)
                .containsExactly(tuple(50L, 111L), tuple(112L, 199L));
        assertThat(curves.get(1).points())
                .extracting(CurvePoint::firstStep, CurvePoint::lastStep)
                .containsExactly(tuple(0L, 99L));
    }

    @Test
    void recordsAreDownloadedAsTable() throws Exception {
        append(run, begin(run, 0), new MetricPoint("loss", 0, 0.1), new MetricPoint("loss", 1, Double.NaN));
        append(run, begin(run, 1), new MetricPoint("loss", 1, Double.NEGATIVE_INFINITY), new MetricPoint("sdr", 1, 7));

        HttpResponse<String> current = get("/v1/runs/" + run + "/records");

        assertThat(current.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type.toLowerCase(Locale.ROOT)).startsWith("text/csv"));
        assertThat(current.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + run + ".csv\"");
        assertThat(current.body().lines())
                .containsExactly(
                        "run,attempt,name,step,value,superseded",
                        run + ",1,loss,0,0.1,false",
                        run + ",2,loss,1,-Infinity,false",
                        run + ",2,sdr,1,7.0,false");
        assertThat(get("/v1/runs/" + run + "/records?format=csv&attempts=all&name=loss")
                        .body()
                        .lines())
                .containsExactly(
                        "run,attempt,name,step,value,superseded",
                        run + ",1,loss,0,0.1,false",
                        run + ",1,loss,1,NaN,true",
                        run + ",2,loss,1,-Infinity,false");
    }

    @Test
    void recordsAreDownloadedAsParquet() throws Exception {
        append(run, begin(run, 0), points("loss", 0, 25_000, Double.NaN));
        append(run, begin(run, 20_000), points("loss", 20_000, 20_001, 0.1));

        byte[] file = http.send(
                        request("/v1/runs/" + run + "/records?format=parquet&attempts=all")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();

        List<String> rows = rows(file);
        assertThat(rows).hasSize(25_001);
        assertThat(rows.get(19_999)).isEqualTo(run + " 1 loss 19999 NaN false");
        assertThat(rows.get(20_000)).isEqualTo(run + " 1 loss 20000 NaN true");
        assertThat(rows.getLast()).isEqualTo(run + " 2 loss 20000 0.1 false");
    }

    @Test
    void whoFollowsARunIsToldOfItsRecordsAsTheyCome() throws Exception {
        int attempt = begin(run, 0);
        append(run, attempt, new MetricPoint("loss", 0, 1));

        try (BufferedReader events = events("/v1/runs/" + run + "/metrics/events?name=loss&after=-1")) {
            assertThat(next(events))
                    .isEqualTo(new NewRecords(attempt, null, List.of(new NewRecords.Record("loss", 0, 1.0)), false));

            int second = begin(run, 0);
            append(run, second, new MetricPoint("sdr", 0, 9), new MetricPoint("loss", 0, Double.NaN));

            NewRecords told = next(events);
            assertThat(told.forgetFrom()).isEqualTo(0);
            List<NewRecords.Record> records = new ArrayList<>(told.records());
            // the attempt may have been told before its records came
            while (records.isEmpty()) {
                records.addAll(next(events).records());
            }
            assertThat(records).containsExactly(new NewRecords.Record("loss", 0, null));
        }
    }

    @Test
    void whatCannotBeIsRefusedByItsName() throws Exception {
        append(run, begin(run, 0), points("loss", 0, 3, 1));
        String metrics = "/v1/runs/" + run + "/metrics/loss";

        for (String unknown : List.of("/metrics", "/metrics/loss", "/attempts", "/records", "/metrics/events")) {
            problem(get("/v1/runs/" + RunId.create() + unknown), ProblemType.NOT_FOUND);
        }
        problem(get("/v1/runs/nonsense/metrics"), ProblemType.NOT_FOUND);
        assertThat(problem(get(metrics + "?points=0"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("points=0")
                .contains("1 to 2000");
        assertThat(problem(get(metrics + "?from=x"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("from=x")
                .contains("whole number");
        assertThat(problem(get(metrics + "?to=9223372036854775807"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("to=");
        assertThat(problem(get("/v1/runs/" + run + "/records?format=xls"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("csv, parquet");
        assertThat(problem(get("/v1/runs/" + run + "/records?attempts=some"), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("'current' or 'all'");
        assertThat(problem(get("/v1/curves?run=" + run), ProblemType.MALFORMED_REQUEST)
                        .detail())
                .contains("say name");
        assertThat(curve(metrics + "?from=5&to=4").points()).isEmpty();
        assertThat(curve("/v1/runs/" + run + "/metrics/none").summary()).isNull();
    }

    private static CurvePoint point(long step, double value) {
        return new CurvePoint(step, step, 1, 0, value, value, value);
    }

    private MetricCurve curve(String path) throws Exception {
        return read(get(path), MetricCurve.class);
    }

    private BufferedReader events(String path) throws Exception {
        return new BufferedReader(new InputStreamReader(
                http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    private static NewRecords next(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (!line.startsWith("data:")) {
            line = events.readLine();
        }
        return FaderJson.read(line.substring("data:".length()), NewRecords.class);
    }

    private static List<String> rows(byte[] file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                rows.add("%s %d %s %d %s %b"
                        .formatted(
                                row.getString("run"),
                                row.getInt("attempt"),
                                row.getString("name"),
                                row.getLong("step"),
                                row.getDouble("value"),
                                row.getBoolean("superseded")));
            }
        }
        return rows;
    }

    private static MetricPoint[] points(String name, long from, long until, double value) {
        return LongStream.range(from, until)
                .mapToObj(step -> new MetricPoint(name, step, value))
                .toArray(MetricPoint[]::new);
    }

    private int begin(RunId of, long fromStep) {
        TestDatabase database = new TestDatabase("", jdbi);
        Claim claim = database.claim(database.readyTask(), "w");
        return jdbi.inTransaction(handle -> RunRecords.begin(handle, of, claim, "w", "cpu", fromStep))
                .orElseThrow();
    }

    private void append(RunId to, int attempt, MetricPoint... points) {
        jdbi.useTransaction(handle -> RunRecords.append(handle, to, attempt, List.of(points)));
    }
}
