package dev.fader.coordinator.submit;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Items in a table: {@code key}, and where they are wanted {@code bucket}, {@code name}, {@code preset}, {@code format},
 * {@code loudness}, one column per source with its gain, and {@code metadata.…}. Separated by commas, or by semicolons as
 * spreadsheets write them where the comma is for decimals. An empty cell says nothing.
 */
final class CsvItems implements Items {

    private static final String KEY = "key";
    private static final String METADATA = "metadata.";
    private static final List<String> COLUMNS = List.of(KEY, "bucket", "name", "preset", "format", "loudness");
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(FaderJson.measures())
                    .build())
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final RowReader text;
    private final MappingIterator<Map<String, String>> rows;
    private final List<String> sources;

    /** @param rowBytes the longest row */
    CsvItems(InputStream body, List<String> sources, int rowBytes) throws IOException {
        this.sources = sources;
        BufferedReader whole = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), LONGEST_HEADER);
        CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator(whole));
        this.text = new RowReader(whole, rowBytes);
        this.rows = CSV.readerForMapOf(String.class).with(schema).readValues(text);
        if (rows.hasNextValue()) {
            checkColumns(((CsvSchema) rows.getParserSchema()).getColumnNames());
        }
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(LONGEST_HEADER);
        StringBuilder header = new StringBuilder();
        for (int next = text.read(); next >= 0 && next != '\n'; next = text.read()) {
            header.append((char) next);
            if (header.length() == LONGEST_HEADER) {
                throw new ProblemException(
                        ProblemType.LIMIT_EXCEEDED,
                        "line 1: the names of the columns have more than %d characters".formatted(LONGEST_HEADER));
            }
        }
        text.reset();
        return header.indexOf(";") >= 0 && header.indexOf(",") < 0 ? ';' : ',';
    }

    private void checkColumns(List<String> columns) {
        List<String> unknown = columns.stream()
                .filter(column -> !COLUMNS.contains(column) && !sources.contains(column))
                .filter(column -> !column.startsWith(METADATA))
                .toList();
        if (columns.stream().distinct().count() < columns.size()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "line 1: a column comes twice: %s".formatted(columns));
        }
        if (!unknown.isEmpty() || !columns.contains(KEY)) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "line 1: the columns are %s: expected 'key' and any of %s, metadata.KEY"
                            .formatted(
                                    columns,
                                    Stream.concat(COLUMNS.stream().skip(1), sources.stream())
                                            .toList()));
        }
    }

    @Override
    public boolean advance() throws IOException {
        text.row();
        return rows.hasNextValue();
    }

    @Override
    public long line() {
        return rows.getCurrentLocation().getLineNr();
    }

    @Override
    public SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) throws IOException {
        Map<String, String> row = rows.nextValue();
        Map<String, @Nullable Gain> gains = new HashMap<>();
        Map<String, @Nullable String> metadata = new HashMap<>();
        row.forEach((column, cell) -> {
            if (cell.isEmpty()) {
                return;
            }
            if (sources.contains(column)) {
                Gain gain = parsed(at + "/gainsDb/" + column, cell, Gain::parse, diagnostics);
                if (gain != null) {
                    gains.put(column, gain);
                }
            } else if (column.startsWith(METADATA)) {
                metadata.put(column.substring(METADATA.length()), cell);
            }
        });
        String key = cell(row, KEY);
        return new SubmitBatch.Item(
                key == null ? null : new ObjectRef(cell(row, "bucket"), key),
                cell(row, "name"),
                gains.isEmpty() ? null : gains,
                cell(row, "preset"),
                parsed(at + "/format", cell(row, "format"), OutputFormat::parse, diagnostics),
                parsed(at + "/loudness", cell(row, "loudness"), LoudnessPolicy::parse, diagnostics),
                null,
                metadata.isEmpty() ? null : metadata);
    }

    private static @Nullable String cell(Map<String, String> row, String column) {
        String cell = row.get(column);
        return cell == null || cell.isEmpty() ? null : cell;
    }

    private static <T> @Nullable T parsed(
            String at, @Nullable String cell, Function<String, T> parse, Diagnostics diagnostics) {
        try {
            return cell == null ? null : parse.apply(cell);
        } catch (IllegalArgumentException e) {
            diagnostics.fault(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
