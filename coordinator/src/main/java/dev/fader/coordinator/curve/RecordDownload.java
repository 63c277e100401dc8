package dev.fader.coordinator.curve;

import dev.fader.coordinator.parquet.Column;
import dev.fader.coordinator.parquet.ParquetWriter;
import dev.fader.coordinator.problem.Parameters;
import dev.fader.queue.curve.RecordPages;
import dev.fader.queue.curve.RunRecord;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.RecordFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A run's records as a file. They are read and sent page by page, however many there are. */
@Path("/v1")
public final class RecordDownload {

    private static final int PAGE = 10_000;
    private static final int PARQUET_ROWS = 65_536;

    private final KnownRuns runs;
    private final RecordPages pages;

    RecordDownload(KnownRuns runs, Jdbi jdbi) {
        this.runs = runs;
        this.pages = new RecordPages(jdbi, PAGE);
    }

    @GET
    @Path("/runs/{id}/records")
    @Operation(
            operationId = "downloadRecords",
            summary = "Columns run, attempt, name, step, value, superseded, as csv or parquet;"
                    + " attempts=all adds what later attempts superseded")
    public Response download(
            String id,
            @QueryParam("format") @Nullable String format,
            @QueryParam("name") @Nullable String name,
            @QueryParam("attempts") @Nullable String attempts) {
        RunId run = runs.find(id);
        RecordFormat as = format == null ? RecordFormat.CSV : Parameters.read("format", format, RecordFormat::parse);
        boolean all = attempts != null && Parameters.read("attempts", attempts, RecordDownload::all);
        RecordPages.Choice choice = new RecordPages.Choice(name, all);
        StreamingOutput body = out -> {
            try (Stream<RunRecord> records = pages.stream(run, choice)) {
                switch (as) {
                    case CSV -> csv(run, records, out);
                    case PARQUET -> parquet(run).write(records, out);
                }
            }
        };
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_TYPE, as.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.%s\"".formatted(run, as.wireName()))
                .build();
    }

    private static boolean all(String attempts) {
        return switch (attempts) {
            case "current" -> false;
            case "all" -> true;
            default -> throw new IllegalArgumentException("'current' or 'all' is expected");
        };
    }

    /** No name holds a comma or a quotation mark. */
    private static void csv(RunId run, Stream<RunRecord> records, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("run,attempt,name,step,value,superseded\r\n");
        for (RunRecord record : (Iterable<RunRecord>) records::iterator) {
            writer.write("%s,%d,%s,%d,%s,%b\r\n"
                    .formatted(
                            run, record.attempt(), record.name(), record.step(), record.value(), record.superseded()));
        }
        writer.flush();
    }

    private static ParquetWriter<RunRecord> parquet(RunId run) {
        String id = run.toString();
        return new ParquetWriter<>(
                "records",
                List.of(
                        new Column.Text<>("run", record -> id),
                        new Column.Whole<>("attempt", RunRecord::attempt),
                        new Column.Text<>("name", RunRecord::name),
                        new Column.LongWhole<>("step", RunRecord::step),
                        new Column.Real<>("value", RunRecord::value),
                        new Column.Truth<>("superseded", RunRecord::superseded)),
                PARQUET_ROWS);
    }
}
