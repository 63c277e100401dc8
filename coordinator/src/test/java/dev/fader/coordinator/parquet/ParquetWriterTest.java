package dev.fader.coordinator.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, read by a reader that others wrote. */
class ParquetWriterTest {

    private record Row(String text, int whole, long longWhole, double real, boolean truth) {}

    private static final ParquetWriter<Row> WRITER = new ParquetWriter<>(
            "rows",
            List.of(
                    new Column.Text<>("text", Row::text),
                    new Column.Whole<>("whole", Row::whole),
                    new Column.LongWhole<>("long", Row::longWhole),
                    new Column.Real<>("real", Row::real),
                    new Column.Truth<>("truth", Row::truth)),
            100);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 101, 2345})
    void everyRowComesBackAsItWas(int count) throws IOException {
        Random random = new Random(count);
        List<Row> rows = Stream.generate(() -> new Row(
                        "täxt-" + random.nextInt(),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextGaussian(),
                        random.nextBoolean()))
                .limit(count)
                .toList();

        assertThat(read(rows)).isEqualTo(rows);
    }

    @Test
    void extremesComeBackAsTheyWere() throws IOException {
        List<Row> rows = List.of(
                new Row("", Integer.MIN_VALUE, Long.MIN_VALUE, Double.NaN, true),
                new Row("\u0000𝄞", Integer.MAX_VALUE, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, false),
                new Row("x".repeat(100_000), -1, 0, -0.0, true),
                new Row("y", 0, -1, Double.POSITIVE_INFINITY, true),
                new Row("z", 0, -1, Double.MIN_VALUE, true));

        assertThat(read(rows)).isEqualTo(rows);
    }

    private static List<Row> read(List<Row> rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        WRITER.write(rows.stream(), file);
        List<Row> read = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file.toByteArray())));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                read.add(new Row(
                        row.getString("text"),
                        row.getInt("whole"),
                        row.getLong("long"),
                        row.getDouble("real"),
                        row.getBoolean("truth")));
            }
        }
        return read;
    }
}
