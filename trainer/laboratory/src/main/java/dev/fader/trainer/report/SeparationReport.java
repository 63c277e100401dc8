package dev.fader.trainer.report;

import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.mixing.SongWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages of results of {@code evaluate --protocol htmd} and {@code mdx} beside what is published, with the figures in a
 * folder.
 *
 * @param results folder of result files; folders in it count, and files of other protocols do not
 */
record SeparationReport(Path results) {

    Report.Written vocals(Path out) throws IOException {
        List<VocalResult> found = read(VocalResult.HTMD, VocalResult.class);
        Path folder = Report.folderBeside(out);
        Files.writeString(out, new VocalPage(found).render());
        Files.writeString(folder.resolve("vocals.csv"), SeparationTables.vocals(found));
        return new Report.Written(found.size(), folder);
    }

    /** @param weights folders that 'mix' wrote; the weights of their first songs are drawn. @param songs of each */
    Report.Written demixing(Path out, List<Path> weights, int songs) throws IOException {
        List<DemixingResult> found = read(DemixingResult.MDX, DemixingResult.class);
        Path folder = Report.folderBeside(out);
        List<Figure> figures = new ArrayList<>();
        for (Path mixed : weights) {
            String name = EstimatesFolder.open(mixed).label().name();
            List<Path> files = Report.files(mixed, SongWeights.FILE);
            for (Path file : files.subList(0, Math.min(songs, files.size()))) {
                figures.addAll(WeightFigures.of(name, SongWeights.read(file)));
            }
        }
        Files.writeString(out, new DemixingPage(found).render(figures));
        Files.writeString(folder.resolve("sdr.csv"), SeparationTables.demixing(found));
        for (Figure figure : figures) {
            Files.write(folder.resolve(figure.file() + ".png"), figure.png());
        }
        return new Report.Written(found.size(), folder);
    }

    private <T> List<T> read(String protocol, Class<T> type) throws IOException {
        List<T> found = new ArrayList<>();
        for (Path file : Report.files(results, ".json")) {
            if (ResultFile.protocolOf(file).equals(protocol)) {
                found.add(ResultFile.read(file, protocol, type));
            }
        }
        if (found.isEmpty()) {
            throw new IOException("there is no result in %s: write some with 'evaluate --protocol %s --out'"
                    .formatted(results, protocol));
        }
        return found;
    }
}
