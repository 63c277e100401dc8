package dev.fader.coordinator.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a table, and how its values come out of a row; none is ever missing.
 *
 * @param <R> of rows
 */
public sealed interface Column<R> {

    String name();

    /** UTF-8. */
    record Text<R>(String name, Function<R, String> value) implements Column<R> {}

    /** 32 bits. */
    record Whole<R>(String name, ToIntFunction<R> value) implements Column<R> {}

    /** 64 bits. */
    record LongWhole<R>(String name, ToLongFunction<R> value) implements Column<R> {}

    /** Double precision, NaN and infinities too. */
    record Real<R>(String name, ToDoubleFunction<R> value) implements Column<R> {}

    record Truth<R>(String name, Predicate<R> value) implements Column<R> {}

    /** Number of the format's physical type. */
    default int type() {
        return switch (this) {
            case Truth<R> truth -> 0;
            case Whole<R> whole -> 1;
            case LongWhole<R> whole -> 2;
            case Real<R> real -> 5;
            case Text<R> text -> 6;
        };
    }

    /** The rows' values one after the other, in the format's encoding PLAIN. */
    default byte[] plain(List<R> rows) {
        return switch (this) {
            case Truth<R> truth -> bits(truth, rows);
            case Text<R> text -> texts(text, rows);
            case Whole<R> whole -> {
                ByteBuffer bytes = bytes(Integer.BYTES, rows);
                rows.forEach(row -> bytes.putInt(whole.value().applyAsInt(row)));
                yield bytes.array();
            }
            case LongWhole<R> whole -> {
                ByteBuffer bytes = bytes(Long.BYTES, rows);
                rows.forEach(row -> bytes.putLong(whole.value().applyAsLong(row)));
                yield bytes.array();
            }
            case Real<R> real -> {
                ByteBuffer bytes = bytes(Double.BYTES, rows);
                rows.forEach(row -> bytes.putDouble(real.value().applyAsDouble(row)));
                yield bytes.array();
            }
        };
    }

    private static ByteBuffer bytes(int size, List<?> rows) {
        return ByteBuffer.allocate(size * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static <R> byte[] bits(Truth<R> truth, List<R> rows) {
        byte[] bytes = new byte[(rows.size() + Byte.SIZE - 1) / Byte.SIZE];
        for (int row = 0; row < rows.size(); row++) {
            if (truth.value().test(rows.get(row))) {
                bytes[row / Byte.SIZE] |= (byte) (1 << row % Byte.SIZE);
            }
        }
        return bytes;
    }

    private static <R> byte[] texts(Text<R> text, List<R> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (R row : rows) {
            byte[] utf8 = text.value().apply(row).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(length.putInt(0, utf8.length).array());
            bytes.writeBytes(utf8);
        }
        return bytes.toByteArray();
    }
}
