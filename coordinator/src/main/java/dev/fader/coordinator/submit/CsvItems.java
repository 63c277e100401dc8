package dev.fader.coordinator.submit;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.SubmitBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items in a table: {@code key}, and where they are wanted {@code bucket}, {@code name}, {@code preset}, {@code format},
 * {@code loudness}, one column per source with its gain, and {@code metadata.…}. Separated by commas, or by semicolons or
 * tabs as spreadsheets write them; then a comma may stand for the decimal point. An empty cell says nothing, and a row of
 * empty cells is none.
 */
final class CsvItems implements Items {

    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(FaderJson.measures())
                    .build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final TableText text;
    private final MappingIterator<String[]> rows;
    private final boolean decimalComma;
    private final TableColumns columns;
    private String[] row = {};
    private long line;

    /** @param body that can be marked @param rowBytes the longest row */
    CsvItems(InputStream body, List<String> sources, int rowBytes) throws IOException {
        this.text = new TableText(body, rowBytes);
        BufferedReader buffered = new BufferedReader(text);
        char separator = TableSeparator.of(buffered);
        this.decimalComma = separator != ',';
        this.rows = CSV.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(buffered);
        this.columns = nextRow() ? TableColumns.of(row, sources, line) : new TableColumns(List.of(), sources);
    }

    @Override
    public boolean advance() throws IOException {
        return nextRow();
    }

    private boolean nextRow() throws IOException {
        do {
            text.row();
            if (!rows.hasNextValue()) {
                return false;
            }
            line = rows.getCurrentLocation().getLineNr();
            row = rows.nextValue();
        } while (Arrays.stream(row).allMatch(String::isBlank));
        return true;
    }

    /** With line and column, both from 1. */
    @Override
    public String place(String pointer) {
        String within = pointer.replaceFirst("^/items/\\d+", "");
        int column = columns.column(within);
        return column < 0
                ? "line %d: ".formatted(line)
                : "line %d, column %d (%s): ".formatted(line, column + 1, columns.name(column));
    }

    @Override
    public SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) {
        return new TableRow(columns, decimalComma).read(row, at, diagnostics);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
