package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the cells of one row to the item that they say. */
final class TableRow {

    private final TableColumns columns;
    private final boolean decimalComma;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, @Nullable Gain> gains = new HashMap<>();
    private final Map<String, @Nullable String> metadata = new HashMap<>();
    private @Nullable OutputFormat format;
    private @Nullable LoudnessPolicy loudness;

    /** @param decimalComma whether a comma may stand for the point of a number */
    TableRow(TableColumns columns, boolean decimalComma) {
        this.columns = columns;
        this.decimalComma = decimalComma;
    }

    /** @return null when a cell cannot be understood; what else is wrong with the item may be for want of it */
    SubmitBatch.@Nullable Item read(String[] cells, String at, Diagnostics diagnostics) {
        boolean understood = true;
        for (int i = 0; i < cells.length; i++) {
            String column = columns.name(i);
            try {
                if (!cells[i].isEmpty()) {
                    set(column, i, cells[i]);
                }
            } catch (IllegalArgumentException e) {
                understood = false;
                diagnostics.fault(at + columns.pointer(column), String.valueOf(e.getMessage()));
            }
        }
        return understood ? item() : null;
    }

    private void set(String column, int position, String cell) {
        if (column.isEmpty()) {
            throw new IllegalArgumentException(
                    "column %d has no name, and in it is '%s'".formatted(position + 1, cell));
        }
        if (columns.isGain(column)) {
            gains.put(column, number(cell, Gain::parse));
        } else if (column.startsWith(TableColumns.METADATA)) {
            metadata.put(column.substring(TableColumns.METADATA.length()), cell);
        } else {
            switch (column) {
                case "format" -> format = OutputFormat.parse(cell);
                case "loudness" -> loudness = number(cell, LoudnessPolicy::parse);
                default -> texts.put(column, cell);
            }
        }
    }

    private <T> T number(String cell, Function<String, T> parse) {
        String pointed = decimalComma ? cell.replace(',', '.') : cell;
        try {
            return parse.apply(pointed);
        } catch (IllegalArgumentException e) {
            // as its owner wrote it
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).replace(pointed, cell), e);
        }
    }

    private SubmitBatch.Item item() {
        String key = texts.get(TableColumns.KEY);
        return new SubmitBatch.Item(
                key == null ? null : new ObjectRef(texts.get("bucket"), key),
                texts.get("name"),
                gains.isEmpty() ? null : gains,
                texts.get("preset"),
                format,
                loudness,
                null,
                metadata.isEmpty() ? null : metadata,
                null);
    }
}
