package dev.fader.coordinator.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes rows as a Parquet file, from its beginning to its end, and holds one group of rows in memory: for each column
 * one page, plain and gzipped.
 *
 * @param <R> of rows
 * @see <a href="https://github.com/apache/parquet-format">the format</a>
 */
public final class ParquetWriter<R> {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int REQUIRED = 0;
    private static final int UTF8 = 0;
    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int GZIP = 2;

    private final String name;
    private final List<Column<R>> columns;
    private final int groupRows;

    /**
     * @param name of the table
     * @param groupRows rows of a group
     */
    public ParquetWriter(String name, List<Column<R>> columns, int groupRows) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.groupRows = groupRows;
    }

    /** Writes all rows; the stream stays open. */
    public void write(Stream<R> rows, OutputStream to) throws IOException {
        Output out = new Output(to);
        out.write(MAGIC);
        List<ThriftStruct> groups = new ArrayList<>();
        List<R> group = new ArrayList<>();
        long count = 0;
        for (R row : (Iterable<R>) rows::iterator) {
            group.add(row);
            count++;
            if (group.size() == groupRows) {
                groups.add(group(group, out));
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            groups.add(group(group, out));
        }
        byte[] footer = new ThriftStruct()
                .i32(1, VERSION)
                .structs(2, schema())
                .i64(3, count)
                .structs(4, groups)
                .text(6, "fader")
                .end();
        out.write(footer);
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        out.write(MAGIC);
    }

    /** A root, whose children the columns are. */
    private List<ThriftStruct> schema() {
        List<ThriftStruct> elements = new ArrayList<>();
        elements.add(new ThriftStruct().text(4, name).i32(5, columns.size()));
        for (Column<R> column : columns) {
            ThriftStruct element =
                    new ThriftStruct().i32(1, column.type()).i32(3, REQUIRED).text(4, column.name());
            elements.add(column instanceof Column.Text<R> ? element.i32(6, UTF8) : element);
        }
        return elements;
    }

    private ThriftStruct group(List<R> rows, Output out) throws IOException {
        long start = out.position;
        List<ThriftStruct> chunks = new ArrayList<>();
        long bytes = 0;
        for (Column<R> column : columns) {
            byte[] values = column.plain(rows);
            byte[] packed = gzipped(values);
            byte[] header = new ThriftStruct()
                    .i32(1, DATA_PAGE)
                    .i32(2, values.length)
                    .i32(3, packed.length)
                    .struct(
                            5,
                            new ThriftStruct()
                                    .i32(1, rows.size())
                                    .i32(2, PLAIN)
                                    .i32(3, RLE)
                                    .i32(4, RLE))
                    .end();
            long at = out.position;
            out.write(header);
            out.write(packed);
            bytes += header.length + values.length;
            ThriftStruct meta = new ThriftStruct()
                    .i32(1, column.type())
                    .i32s(2, List.of(PLAIN))
                    .texts(3, List.of(column.name()))
                    .i32(4, GZIP)
                    .i64(5, rows.size())
                    .i64(6, (long) header.length + values.length)
                    .i64(7, (long) header.length + packed.length)
                    .i64(9, at);
            chunks.add(new ThriftStruct().i64(2, at).struct(3, meta));
        }
        return new ThriftStruct()
                .structs(1, chunks)
                .i64(2, bytes)
                .i64(3, rows.size())
                .i64(5, start)
                .i64(6, out.position - start);
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Knows how far it has come. */
    private static final class Output {

        private final OutputStream to;
        private long position;

        Output(OutputStream to) {
            this.to = to;
        }

        void write(byte[] bytes) throws IOException {
            to.write(bytes);
            position += bytes.length;
        }
    }
}
