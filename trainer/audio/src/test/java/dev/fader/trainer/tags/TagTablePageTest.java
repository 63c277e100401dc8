package dev.fader.trainer.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for users says what the code does. */
class TagTablePageTest {

    private static final Path PAGE = Path.of("../../docs/remixing.md");

    /** Rows of the table that begins with a line, without the two of its head. */
    private static List<String> rowsAfter(String head) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void thePageHasTheTableByWhichTagsCross() throws IOException {
        List<String> rows = TagTable.ROWS.stream()
                .map(row -> Stream.of(row.name(), row.id3(), row.comment(), row.atom(), row.ape(), row.info())
                        .map(cell -> cell.isEmpty() ? " |" : " `" + cell + "` |")
                        .collect(Collectors.joining("", "|", "")))
                .toList();

        assertThat(rowsAfter("| Tag | ID3v2")).containsExactlyElementsOf(rows);
    }

    @Test
    void thePageSaysWhatEachContainerCarriesAsItIs() throws IOException {
        List<String> rows = Arrays.stream(Carrier.values())
                .map(carrier -> "| " + carrier.word() + " | "
                        + Arrays.stream(Place.values())
                                .filter(place -> carrier.holds(new Field(place, "", new byte[0])))
                                .map(Place::words)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + " |")
                .toList();

        assertThat(rowsAfter("| File | Carried as it is")).containsExactlyElementsOf(rows);
    }
}
