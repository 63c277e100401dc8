package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a table's cells are separated by: what a first line {@code sep=;} says, or else what its names of columns have. */
final class TableSeparator {

    private static final String KNOWN = ",;\t";
    private static final int LONGEST_LINE = 1 << 16;
    private static final Pattern ANNOUNCED = Pattern.compile("\"?sep=(.)\"?[,;\t ]*", Pattern.CASE_INSENSITIVE);

    private TableSeparator() {}

    /**
     * @param text stands before the names of columns afterwards, or at the empty end of a line before them
     * @throws ProblemException when a separator is announced that is none
     */
    static char of(BufferedReader text) throws IOException {
        text.mark(LONGEST_LINE + 1);
        String line = line(text);
        Matcher announced = ANNOUNCED.matcher(line);
        text.reset();
        if (!announced.matches()) {
            return mostOf(line);
        }
        // the line's end stays, so that lines are counted as their owner sees them
        text.skip(line.length());
        char separator = announced.group(1).charAt(0);
        if (KNOWN.indexOf(separator) < 0) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "line 1: '%s' is no separator: expected a comma, a semicolon or a tab".formatted(line));
        }
        return separator;
    }

    /** The first line that is not empty, with the ends of those before it, and without its own. */
    private static String line(BufferedReader text) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = text.read(); next >= 0; next = text.read()) {
            boolean end = next == '\n' || next == '\r';
            if (end && !line.toString().isBlank()) {
                break;
            }
            line.append((char) next);
            if (line.length() == LONGEST_LINE) {
                throw new ProblemException(
                        ProblemType.LIMIT_EXCEEDED,
                        "line 1: the names of the columns have more than %d characters".formatted(LONGEST_LINE));
            }
        }
        return line.toString();
    }

    /** A comma where there is none of them, and where as many are of another kind. */
    private static char mostOf(String line) {
        String names = line.replaceAll("\"[^\"]*\"", "");
        char most = ',';
        for (char separator : KNOWN.toCharArray()) {
            if (count(names, separator) > count(names, most)) {
                most = separator;
            }
        }
        return most;
    }

    private static long count(String line, char separator) {
        return line.chars().filter(unit -> unit == separator).count();
    }
}
