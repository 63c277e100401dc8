package dev.fader.trainer.report;

import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.RemixExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of results and runs beside the paper's, with its tables and figures in a folder.
 *
 * @param results folder of result files; folders in it count
 * @param runs folders of runs, or folders that hold runs
 * @param examples remixes to listen to, at most
 */
public record Report(Path results, List<Path> runs, int examples) {

    /**
     * What was written.
     *
     * @param results that it shows
     * @param folder of tables and figures
     * @param findings what could not be shown; the page lists it, too
     */
    public record Written(int results, Path folder, List<String> findings) {}

    /** @throws IOException if the page cannot be written; what cannot be read is a finding */
    public Written write(Path out) throws IOException {
        Findings findings = new Findings();
        List<NamedResult> found = NamedResult.of(
                new ResultFiles(results, findings).of(ProtocolResult.PAPER, ProtocolResult.class), results);
        List<Listening> listenings = listenings(found, findings);
        List<Runs.Run> allRuns = new Runs(runs, findings).all();
        List<RunCurve> runCurves = allRuns.stream().map(Runs.Run::curve).toList();
        List<Listening> whileLearning = allRuns.stream()
                .flatMap(run ->
                        new RunListenings(findings).of(run.folder(), run.curve().name()).stream())
                .toList();
        TableOne table = new TableOne(Published.all(), found);
        Figures figures = new Figures(table);
        List<Figure> separation = figures.separation();
        List<Figure> gains = figures.gains();
        List<Figure> curves = Figures.curves(runCurves);

        Path folder = folderBeside(out);
        WholeFile.write(
                out,
                new Page(table)
                        .render(
                                separation,
                                gains,
                                curves,
                                runCurves,
                                Stream.of(listenings, whileLearning)
                                        .flatMap(List::stream)
                                        .toList(),
                                findings.all()));
        WholeFile.write(folder.resolve("table1.csv"), Tables.tableOne(table));
        WholeFile.write(folder.resolve("fig3.csv"), Tables.separation(found));
        WholeFile.write(folder.resolve("fig4.csv"), Tables.gains(found));
        for (Figure figure :
                Stream.of(separation, gains, curves).flatMap(List::stream).toList()) {
            WholeFile.write(folder.resolve(figure.file() + Figure.ENDING), figure.svg());
        }
        return new Written(found.size(), folder, findings.all());
    }

    /** Where a page's tables and figures lie; made if it is not there. */
    static Path folderBeside(Path out) throws IOException {
        return Files.createDirectories(
                out.resolveSibling(String.valueOf(out.getFileName()).replaceFirst("\\.html?$", "") + "-files"));
    }

    private List<Listening> listenings(List<NamedResult> found, Findings findings) {
        List<Listening> listenings = new ArrayList<>();
        for (NamedResult named : found) {
            for (RemixExample example : named.result().examples()) {
                if (listenings.size() < examples) {
                    listenings.addAll(findings.read(named.file(), () -> listening(named, example)));
                }
            }
        }
        return listenings;
    }

    private static Listening listening(NamedResult named, RemixExample example) throws IOException {
        Path folder = named.file().resolveSibling("");
        return new Listening(
                "%s (%s): %s, %s %+.0f dB"
                        .formatted(
                                Column.heading(named.label()),
                                TableOne.row(named.result()).label(),
                                example.song(),
                                example.source(),
                                example.gainDb()),
                List.of(
                        AudioExample.read("mixture", folder.resolve(example.mixture())),
                        AudioExample.read("true remix", folder.resolve(example.target())),
                        AudioExample.read("the network's remix", folder.resolve(example.remix()))));
    }
}
