package dev.fader.trainer.curves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.cli.Printed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorboardCommandTest {

    @TempDir
    Path folder;

    @Test
    void whatARunHasLoggedIsInRecordsThatAReaderOfTheFormatFinds() throws Exception {
        log("runs/a", """
                {"step":0,"loss_db":3.5,"seconds":0.25}
                {"step":300,"loss_db":-1,"seconds":0.5,"validation_remix_sdr_db":7.25}
                {"step":301,"los""");
        log("runs/b", "{\"step\":0,\"loss_db\":3.5}\n");

        Printed written =
                Printed.by("tensorboard", "--runs=" + folder.resolve("runs"), "--out=" + folder.resolve("board"));

        assertThat(written.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("board/b/events.out.tfevents.0.fader")).isNotEmptyFile();
        List<byte[]> records = records(Files.readAllBytes(folder.resolve("board/a/events.out.tfevents.0.fader")));
        assertThat(text(fields(records.getFirst()).get(3))).isEqualTo("brain.Event:2");
        assertThat(records.subList(1, records.size()).stream().map(TensorboardCommandTest::scalar))
                .containsExactly(
                        "0.25 0 loss_db 3.5",
                        "0.25 0 seconds 0.25",
                        "0.75 300 loss_db -1.0",
                        "0.75 300 seconds 0.5",
                        "0.75 300 validation_remix_sdr_db 7.25");
    }

    @Test
    void aFolderWithoutRunsIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(Printed.by("tensorboard", "--runs=" + folder.resolve("empty"), "--out=" + folder.resolve("board"))
                        .exitCode())
                .isEqualTo(ExitCode.FAILED);
    }

    private void log(String run, String lines) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(run)).resolve("log.ndjson"), lines);
    }

    /** Length, its checksum, data, its checksum. */
    private static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(masked(length));
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(data);
            assertThat(in.getInt()).isEqualTo(masked(data));
            records.add(data);
        }
        return records;
    }

    /** CRC-32C bit by bit (RFC 3720, appendix B.4), and TensorFlow's mask. */
    private static int masked(byte[] bytes) {
        int crc = ~0;
        for (byte value : bytes) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    private static String scalar(byte[] event) {
        Map<Integer, byte[]> of = fields(event);
        Map<Integer, byte[]> value = fields(fields(of.get(5)).get(1));
        return "%s %d %s %s"
                .formatted(
                        little(of.get(1)).getDouble(),
                        little(of.get(2)).getLong(),
                        text(value.get(1)),
                        little(value.get(2)).getFloat());
    }

    /** The fields of a protocol buffer by their numbers; numbers of any length as eight bytes. */
    private static Map<Integer, byte[]> fields(byte[] message) {
        Map<Integer, byte[]> fields = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            byte[] value;
            if ((key & 7) == 0) {
                value = ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(varint(in))
                        .array();
            } else {
                value = new byte[(key & 7) == 1 ? 8 : (key & 7) == 5 ? 4 : (int) varint(in)];
                in.get(value);
            }
            fields.put(key >>> 3, value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
