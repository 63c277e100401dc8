package dev.fader.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets write them. */
class CsvItemsTest {

    private static final List<String> SOURCES = List.of("vocals", "drums", "bass", "other");

    private final List<String> faults = new ArrayList<>();

    @Test
    void semicolonsLeaveTheCommaForDecimals() throws Exception {
        List<SubmitBatch.Item> items = read(file("02_semicolon_decimalcomma.csv"));

        assertThat(items).extracting(SubmitBatch.Item::name).containsExactly("a", "b");
        assertThat(items.getFirst().gainsDb()).isEqualTo(Map.of("vocals", new Gain(-3.5), "drums", new Gain(2.25)));
        assertThat(items.getLast().gainsDb()).isEqualTo(Map.of("vocals", new Gain(-2), "drums", new Gain(0)));
    }

    @Test
    void rowsOfEmptyCellsAreNone() throws Exception {
        assertThat(read(file("04_trailing_blank_commas.csv"))).hasSize(1);
        assertThat(read("key,vocals,,\na,-3,,\n\n , ,\nb,2,,,,\n"))
                .extracting(SubmitBatch.Item::gainsDb)
                .containsExactly(Map.of("vocals", new Gain(-3)), Map.of("vocals", new Gain(2)));
        assertThat(faults).isEmpty();
    }

    @Test
    void theMinusOfTypesettersIsOne() throws Exception {
        assertThat(read(file("07_minus_u2212.csv")).getFirst().gainsDb()).isEqualTo(Map.of("vocals", new Gain(-3)));
        assertThat(read("key,loudness\na,\u221214@\u22122\n").getFirst().loudness())
                .isEqualTo(LoudnessPolicy.target(-14, -2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"sep=;|;", "SEP=;|;", "\"sep=;\"|;", "sep=;;;|;", "sep=,|,", "sep=TAB|TAB"})
    void aFirstLineMayAnnounceTheSeparator(String announcement, String separator) throws Exception {
        String table = announcement + "\r\nkey;vocals;name\r\nKEY;-3;a\r\nb;loud;c\r\n".replace(";", separator);

        List<SubmitBatch.Item> items = read(table.replace("TAB", "\t"));

        assertThat(items).extracting(SubmitBatch.Item::name).containsExactly("a");
        // lines are counted as their owner sees them
        assertThat(faults)
                .containsExactly("line 4, column 2 (vocals): 'loud' is no gain: expected a number of dB or 'mute'");
        assertThat(read(file("20_sep_line.csv"))).hasSize(1);
    }

    @Test
    void tabsSeparateAndEmptyCellsBetweenThemStay() throws Exception {
        List<SubmitBatch.Item> items = read("key\tbucket\tvocals\tname\tloudness\na\t\t-3,5\t\t-14,5@-1,5\n");

        assertThat(items.getFirst().gainsDb()).isEqualTo(Map.of("vocals", new Gain(-3.5)));
        assertThat(items.getFirst().name()).isNull();
        assertThat(items.getFirst().loudness()).isEqualTo(LoudnessPolicy.target(-14.5, -1.5));
    }

    @Test
    void aDecimalCommaIsNoneWhereCommasSeparate() throws Exception {
        assertThat(read("key,vocals\na,\"-3,5\"\n")).isEmpty();
        assertThat(faults).singleElement().asString().startsWith("line 2, column 2 (vocals): '-3,5' is no gain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsHowTheTableIsWritten(String charset) throws Exception {
        byte[] table =
                "\uFEFFkey\tvocals\tname\r\n\u00E4\uD834\uDD1E\t-3\tBj\u00F6rk\r\n".getBytes(Charset.forName(charset));

        assertThat(read(table)).singleElement().satisfies(item -> {
            assertThat(item.name()).isEqualTo("Bj\u00F6rk");
            assertThat(Objects.requireNonNull(item.input()).key()).isEqualTo("\u00E4\uD834\uDD1E");
        });
    }

    @Test
    void linesEndAsOnAnySystem() throws Exception {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(read("\nkey;vocals\na;-1,5\n\nb;2\n".replace("\n", end)))
                    .extracting(SubmitBatch.Item::gainsDb)
                    .containsExactly(Map.of("vocals", new Gain(-1.5)), Map.of("vocals", new Gain(2)));
        }
    }

    @Test
    void bytesOfAnotherEncodingAreRefusedWithTheirLine() throws Exception {
        refused(file("10_latin1.csv"), "line 2, column 17: byte 0xF6 is not UTF-8");
        refused("key,vocals\na,1\n".getBytes(StandardCharsets.UTF_16LE), "line 1, column 2");
        byte[] odd = "\uFEFFkey,name\na,\uD834x\n".getBytes(StandardCharsets.UTF_16LE);
        odd[odd.length - 6] = 0x34;
        odd[odd.length - 5] = (byte) 0xD8;
        refused(odd, "line 2, column 3: byte 0x34 is not UTF-16LE");
        String long40000 = "a,1\n".repeat(10_000);
        refused(
                ("key,vocals\n" + long40000 + "\u00E4,1\n").getBytes(StandardCharsets.ISO_8859_1),
                "line 10002, column 1: byte 0xE4");
    }

    @Test
    void columnsThatCannotBeAreRefusedWithTheirPlace() throws Exception {
        refused(file("12_dup_columns.csv"), "line 1, column 3: 'vocals' comes twice");
        refused("key,voice\n".getBytes(StandardCharsets.UTF_8), "line 1, column 2: 'voice' is no column");
        refused("sep=;\nname;vocals\n".getBytes(StandardCharsets.UTF_8), "line 2: there is no column 'key'");
        refused("sep=|\nkey|vocals\n".getBytes(StandardCharsets.UTF_8), "line 1: 'sep=|' is no separator");
    }

    @Test
    void eachCellThatIsNoPlainDecimalIsOneFinding() throws Exception {
        assertThat(read(file("18_hexfloat.csv"))).isEmpty();

        assertThat(faults)
                .containsExactly(
                        "line 2, column 2 (vocals): '0x1p1' is no gain: expected a number of dB or 'mute'",
                        "line 2, column 3 (drums): '3d' is no gain: expected a number of dB or 'mute'",
                        "line 2, column 4 (bass): '-Infinity' is no gain: expected a number of dB or 'mute'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1p1",
                "3d",
                "3f",
                "-Infinity",
                "NaN",
                "1e400",
                "1e2",
                "+-3",
                "--3",
                "3 dB",
                "1.000,5",
                "\u0663",
                "-"
            })
    void aNumberIsAPlainDecimal(String cell) throws Exception {
        assertThat(read("key;vocals\na;%s\n".formatted(cell))).isEmpty();
        assertThat(read("key;loudness;vocals\na;%s;1\n".formatted(cell))).isEmpty();

        assertThat(faults)
                .satisfiesExactly(
                        gain -> assertThat(gain).startsWith("line 2, column 2 (vocals): '%s' is no".formatted(cell)),
                        loud -> assertThat(loud).startsWith("line 2, column 2 (loudness): '%s' is no".formatted(cell)));
    }

    @Test
    void controlCharactersAreRefusedWithLineAndColumn() throws Exception {
        refused(file("23_nul.csv"), "line 2, column 18: U+0000 is a control character");
        refused("key,name\na,b\u001B\n".getBytes(StandardCharsets.UTF_8), "line 2, column 4: U+001B");
        refused("key,name\n\na,\u0085\n".getBytes(StandardCharsets.UTF_8), "line 3, column 3: U+0085");
        refused("key,\u0000name\n".getBytes(StandardCharsets.UTF_8), "line 1, column 5: U+0000");
        assertThat(read("key,metadata.x\na,\"two\nlines\"\n").getFirst().metadata())
                .isEqualTo(Map.of("x", "two\nlines"));
    }

    @Test
    void whatStandsInNoColumnIsRefusedWithItsPlace() throws Exception {
        assertThat(read("key,,vocals\na,,1,2\nb,x,1\n")).isEmpty();

        assertThat(faults)
                .containsExactly(
                        "line 2: column 4 has no name, and in it is '2'",
                        "line 3: column 2 has no name, and in it is 'x'");
    }

    private void refused(byte[] table, String where) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> {
                    TableText.check(new ByteArrayInputStream(table));
                    read(table);
                })
                .withMessageStartingWith(where);
    }

    private List<SubmitBatch.Item> read(String table) throws IOException {
        return read(table.getBytes(StandardCharsets.UTF_8));
    }

    /** Its items, but for those that cannot be understood. */
    private List<SubmitBatch.Item> read(byte[] table) throws IOException {
        List<SubmitBatch.Item> read = new ArrayList<>();
        try (CsvItems items = new CsvItems(new ByteArrayInputStream(table), SOURCES, 1 << 17)) {
            Diagnostics diagnostics = new Diagnostics() {
                @Override
                public void fault(String pointer, String detail) {
                    faults.add(items.place(pointer) + detail);
                }

                @Override
                public void warn(String pointer, String detail) {
                    throw new AssertionError(detail);
                }
            };
            for (int i = 0; items.advance(); i++) {
                SubmitBatch.Item item = items.read("/items/" + i, diagnostics);
                if (item != null) {
                    read.add(item);
                }
            }
        }
        return read;
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = CsvItemsTest.class.getResourceAsStream("/manifests/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
