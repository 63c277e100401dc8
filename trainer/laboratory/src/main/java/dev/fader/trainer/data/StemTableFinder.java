package dev.fader.trainer.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of stems: CSV with the columns {@code song}, {@code split}, {@code source} and {@code path} in any order, and any
 * others, which are not read. Paths start at the table's folder; the source {@code mixture} is the song's mixture.
 */
record StemTableFinder() implements SongFinder {

    private static final List<String> COLUMNS = List.of("song", "split", "source", "path");

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    @Override
    public boolean fits(Path table) {
        return Files.isRegularFile(table)
                && SongFinder.name(table).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    @Override
    public List<String> splits(Path table) throws IOException {
        Collection<Row> rows = new Table(table).read().values();
        return Splits.SPLITS.stream()
                .filter(split -> rows.stream().anyMatch(row -> row.split.equals(split)))
                .toList();
    }

    @Override
    public List<SongEntry> songs(Path table, String split) throws IOException {
        return new Table(table)
                .read().values().stream()
                        .filter(row -> row.split.equals(split))
                        .map(row -> row.entry(table))
                        .toList();
    }

    @Override
    public List<SongEntry> songs(Path table) throws IOException {
        return new Table(table)
                .read().values().stream().map(row -> row.entry(table)).toList();
    }

    /** A song while its rows are read. @param line on which its split was first said */
    private record Row(String song, String split, long line, Map<String, StemPlace> stems) {

        private static final String MIXTURE = "mixture";

        SongEntry entry(Path table) {
            Map<String, List<StemPlace>> sources = new LinkedHashMap<>();
            stems.forEach((source, place) -> sources.put(source, List.of(place)));
            sources.remove(MIXTURE);
            return new SongEntry(song, table, stems.get(MIXTURE), sources, List.of(), "", List.of());
        }
    }

    private static final class Table {

        private final Path file;
        private final Map<String, Row> songs = new TreeMap<>();
        private long line = 1;

        Table(Path file) {
            this.file = file;
        }

        /** @return by song @throws IOException naming the line */
        Map<String, Row> read() throws IOException {
            try (InputStream in = Files.newInputStream(file);
                    MappingIterator<String[]> rows =
                            CSV.readerFor(String[].class).readValues(in)) {
                @Nullable List<String> header = null;
                while (rows.hasNextValue()) {
                    line = rows.getCurrentLocation().getLineNr();
                    List<String> cells = Arrays.asList(rows.nextValue());
                    if (header == null) {
                        header = header(cells);
                    } else {
                        add(header, cells);
                    }
                }
                if (songs.isEmpty()) {
                    throw wrong("the table has no rows below a header of %s".formatted(String.join(",", COLUMNS)));
                }
                return songs;
            } catch (JsonProcessingException e) {
                throw wrong(e.getOriginalMessage());
            }
        }

        private List<String> header(List<String> cells) throws IOException {
            List<String> header =
                    cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
            for (String column : COLUMNS) {
                long times = header.stream().filter(column::equals).count();
                if (times != 1) {
                    throw wrong(
                            "the header has the column '%s' %s; it is %s and should name %s, with commas between them"
                                    .formatted(column, times == 0 ? "not" : times + " times", cells, COLUMNS));
                }
            }
            return header;
        }

        private void add(List<String> header, List<String> cells) throws IOException {
            if (cells.size() != header.size()) {
                throw wrong("there are %d cells, and the header has %d: put what holds a comma into double quotes"
                        .formatted(cells.size(), header.size()));
            }
            for (String column : COLUMNS) {
                if (cells.get(header.indexOf(column)).isBlank()) {
                    throw wrong("the cell of the column '%s' is empty".formatted(column));
                }
            }
            String split = cells.get(header.indexOf("split"));
            if (!Splits.SPLITS.contains(split)) {
                throw wrong("there is no split '%s': expected one of %s".formatted(split, Splits.SPLITS));
            }
            String name = cells.get(header.indexOf("song"));
            Row song = songs.computeIfAbsent(name, its -> new Row(its, split, line, new LinkedHashMap<>()));
            if (!song.split.equals(split)) {
                throw wrong("the song '%s' is in the split %s, and in %s by line %d"
                        .formatted(name, split, song.split, song.line));
            }
            String source = cells.get(header.indexOf("source")).toLowerCase(Locale.ROOT);
            if (song.stems.putIfAbsent(source, place(cells.get(header.indexOf("path")))) != null) {
                throw wrong("the song '%s' has the source '%s' a second time".formatted(name, source));
            }
        }

        private StemPlace place(String path) throws IOException {
            Path stem;
            try {
                stem = file.resolveSibling(path);
            } catch (InvalidPathException e) {
                throw wrong("'%s' is no path: %s".formatted(path, e.getReason()));
            }
            if (!Files.isRegularFile(stem)) {
                throw wrong("there is no file %s".formatted(stem));
            }
            return StemPlace.of(stem);
        }

        private IOException wrong(String message) {
            return new IOException("%s, line %d: %s".formatted(file, line, message));
        }
    }
}
