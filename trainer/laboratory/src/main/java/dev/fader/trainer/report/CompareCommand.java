package dev.fader.trainer.report;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer compare}: whether models differ, song by song. */
@Command(
        name = "compare",
        description = {
            "Compare models that 'evaluate --protocol' measured on the same songs: what differs in their configurations, the",
            "differences song by song with intervals and a test, and remixes to listen to in turns. The first is what the others are",
            "compared with; a result of --protocol mdx has a model for each of its rows. Writes one HTML page, with the table as CSV",
            "and the figures as SVG in a folder beside it. Its exit code is 4 when songs or data differ, or a remix cannot be read."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "RESULT", description = "result files, JSON, all of one protocol")
    private List<Path> results = List.of();

    @Option(names = "--out", required = true, description = "the page, HTML")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<ComparedModel> models = new ArrayList<>();
        for (Path file : results) {
            models.addAll(read(file));
        }
        if (models.size() < 2) {
            throw new IllegalArgumentException(
                    "there is one model, and nothing to compare it with: name another result");
        }
        Comparison comparison = new Comparison(toldApart(models));
        Findings findings = new Findings();
        comparison.doubts().forEach(findings::add);
        List<Listening> listenings = new ComparedRemixes(comparison.models(), findings).listenings();
        ComparisonPage page = new ComparisonPage(comparison);
        List<Figure> figures = page.figures();
        Path folder = Report.folderBeside(out);
        WholeFile.write(out, page.render(figures, listenings, findings.all()));
        WholeFile.write(folder.resolve("differences.csv"), page.csv());
        for (Figure figure : figures) {
            WholeFile.write(folder.resolve(figure.file() + Figure.ENDING), figure.svg());
        }
        System.err.printf("%d models in %s, table and figures in %s%n", models.size(), out, folder);
        findings.all().forEach(finding -> System.err.println("doubtful: " + finding));
        return ExitCode.ofCheck(findings.isEmpty());
    }

    private static List<ComparedModel> read(Path file) throws IOException {
        return switch (ResultFile.protocolOf(file)) {
            case ProtocolResult.PAPER -> List.of(ComparedModel.of(file, ResultFile.read(file)));
            case DemixingResult.MDX ->
                ComparedModel.of(file, ResultFile.read(file, DemixingResult.MDX, DemixingResult.class));
            case VocalResult.HTMD ->
                List.of(ComparedModel.of(file, ResultFile.read(file, VocalResult.HTMD, VocalResult.class)));
            default -> throw new IOException(file + " is not a result of 'evaluate --protocol'");
        };
    }

    /** Of one name, each gets its file's; of one file's name, the whole path. */
    private static List<ComparedModel> toldApart(List<ComparedModel> models) {
        List<String> names = models.stream().map(ComparedModel::name).toList();
        List<String> files = models.stream()
                .map(model -> String.valueOf(model.file().getFileName()))
                .toList();
        List<ComparedModel> told = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            ComparedModel model = models.get(i);
            String file = Collections.frequency(files, files.get(i)) > 1
                    ? model.file().toString()
                    : files.get(i);
            told.add(
                    Collections.frequency(names, model.name()) > 1
                            ? model.named(model.name() + ", " + file.replaceFirst("\\.json$", ""))
                            : model);
        }
        return told;
    }
}
