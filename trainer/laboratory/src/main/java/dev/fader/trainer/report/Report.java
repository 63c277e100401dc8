package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixExample;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of results and runs beside the paper's, with its tables and figures in a folder.
 *
 * @param results folder of result files; folders in it count
 * @param runs folders of runs, or folders that hold runs
 * @param examples remixes to listen to, at most
 */
public record Report(Path results, List<Path> runs, int examples) {

    /** Whose results have pages of their own. */
    private static final Set<String> OTHERS = Set.of(VocalResult.HTMD, DemixingResult.MDX);

    /** What was written. @param results that it shows; @param folder of tables and figures */
    public record Written(int results, Path folder) {}

    /** @throws IOException if there is no result, or one cannot be read */
    public Written write(Path out) throws IOException {
        List<ProtocolResult> found = new ArrayList<>();
        List<Page.Listening> listenings = new ArrayList<>();
        for (Path file : files(results, ".json")) {
            if (OTHERS.contains(ResultFile.protocolOf(file))) {
                continue;
            }
            ProtocolResult result = ResultFile.read(file);
            found.add(result);
            for (RemixExample example : result.examples()) {
                if (listenings.size() < examples) {
                    listenings.add(listening(file.resolveSibling(""), result, example));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException(
                    "there is no result in %s: write some with 'evaluate --protocol paper --out'".formatted(results));
        }
        TableOne table = new TableOne(Published.all(), found);
        Figures figures = new Figures(table);
        List<Figure> separation = figures.separation();
        List<Figure> gains = figures.gains();
        List<Figure> curves = Figures.curves(curves());

        Path folder = folderBeside(out);
        Files.writeString(out, new Page(table).render(separation, gains, curves, listenings));
        Files.writeString(folder.resolve("table1.csv"), Tables.tableOne(table));
        Files.writeString(folder.resolve("fig3.csv"), Tables.separation(found));
        Files.writeString(folder.resolve("fig4.csv"), Tables.gains(found));
        for (Figure figure :
                Stream.of(separation, gains, curves).flatMap(List::stream).toList()) {
            Files.write(folder.resolve(figure.file() + ".png"), figure.png());
        }
        return new Written(found.size(), folder);
    }

    /** Where a page's tables and figures lie; made if it is not there. */
    static Path folderBeside(Path out) throws IOException {
        return Files.createDirectories(
                out.resolveSibling(String.valueOf(out.getFileName()).replaceFirst("\\.html?$", "") + "-files"));
    }

    private List<RunCurve> curves() throws IOException {
        Map<Path, RunCurve> curves = new LinkedHashMap<>();
        for (Path folder : runs) {
            try (Stream<Path> below = Files.walk(folder, 2)) {
                for (Path run : below.filter(RunCurve::isRun).sorted().toList()) {
                    curves.put(run, RunCurve.read(run));
                }
            }
        }
        // runs may be of one column and seed, as in a sweep: then their folders tell them apart
        Map<List<String>, Long> alike =
                curves.values().stream().collect(Collectors.groupingBy(Report::label, Collectors.counting()));
        return curves.entrySet().stream()
                .map(entry -> alike.getOrDefault(label(entry.getValue()), 1L) > 1
                        ? entry.getValue().named(name(entry.getKey()))
                        : entry.getValue())
                .toList();
    }

    /** Its place in the folder that was named; of several folders, the whole path. */
    private String name(Path run) {
        boolean inside = runs.size() == 1 && !runs.getFirst().equals(run);
        return inside ? runs.getFirst().relativize(run).toString() : run.toString();
    }

    private static List<String> label(RunCurve curve) {
        return List.of(curve.group(), curve.name());
    }

    private static Page.Listening listening(Path folder, ProtocolResult result, RemixExample example)
            throws IOException {
        return new Page.Listening(
                "%s (%s): %s, %s %+.0f dB"
                        .formatted(
                                Column.heading(Column.of(result)),
                                TableOne.row(result).label(),
                                example.song(),
                                example.source(),
                                example.gainDb()),
                List.of(
                        AudioExample.read("mixture", folder.resolve(example.mixture())),
                        AudioExample.read("true remix", folder.resolve(example.target())),
                        AudioExample.read("the network's remix", folder.resolve(example.remix()))));
    }

    /** Those that end so, in a folder and the folders in it. */
    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
