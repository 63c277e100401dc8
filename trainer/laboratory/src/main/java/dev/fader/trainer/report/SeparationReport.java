package dev.fader.trainer.report;

import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.mixing.SongWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pages of results of {@code evaluate --protocol htmd} and {@code mdx} beside what is published, with the figures in a
 * folder.
 *
 * @param results folder of result files; folders in it count, and files of other protocols do not
 */
record SeparationReport(Path results) {

    Report.Written vocals(Path out) throws IOException {
        Findings findings = new Findings();
        Map<Path, VocalResult> found = new ResultFiles(results, findings).of(VocalResult.HTMD, VocalResult.class);
        List<VocalResult> told = new ToldApart(results).vocals(found);
        Path folder = Report.folderBeside(out);
        WholeFile.write(out, new VocalPage(told).render(findings.all()));
        WholeFile.write(folder.resolve("vocals.csv"), SeparationTables.vocals(told));
        return new Report.Written(told.size(), folder, findings.all());
    }

    /** @param weights folders that 'mix' wrote; the weights of their first songs are drawn. @param songs of each */
    Report.Written demixing(Path out, List<Path> weights, int songs) throws IOException {
        Findings findings = new Findings();
        Map<Path, DemixingResult> found =
                new ResultFiles(results, findings).of(DemixingResult.MDX, DemixingResult.class);
        List<DemixingResult> told = new ToldApart(results).demixing(found);
        Path folder = Report.folderBeside(out);
        List<Figure> figures = new ArrayList<>();
        for (Path mixed : weights) {
            findings.read(mixed, () -> figures(mixed, songs)).forEach(figures::addAll);
        }
        WholeFile.write(out, new DemixingPage(told).render(figures, findings.all()));
        WholeFile.write(folder.resolve("sdr.csv"), SeparationTables.demixing(told));
        for (Figure figure : figures) {
            WholeFile.write(folder.resolve(figure.file() + Figure.ENDING), figure.svg());
        }
        return new Report.Written(told.size(), folder, findings.all());
    }

    private static List<Figure> figures(Path mixed, int songs) throws IOException {
        String name = EstimatesFolder.open(mixed).label().name();
        List<Path> files = ResultFiles.files(mixed, SongWeights.FILE);
        List<Figure> figures = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(songs, files.size()))) {
            figures.addAll(WeightFigures.of(name, SongWeights.read(file)));
        }
        return figures;
    }
}
