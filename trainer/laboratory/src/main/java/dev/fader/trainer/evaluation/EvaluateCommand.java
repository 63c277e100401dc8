package dev.fader.trainer.evaluation;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.separation.DemixingProtocol;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.MusevalFolder;
import dev.fader.trainer.evaluation.separation.OpenedSeparators;
import dev.fader.trainer.evaluation.separation.SeparationTable;
import dev.fader.trainer.evaluation.separation.VocalProtocol;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.remix.DifferenceNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer evaluate}: a table by source and gain, then one JSON line. */
@Command(
        name = "evaluate",
        description = {
            "Measure remixes over the gain grid: one source at a time, −24…+24 dB.",
            "Without --protocol, whole songs through the path that catalogues take. With --protocol paper, the excerpts,",
            "segments and metrics of the paper's record. With --protocol htmd, vocals against all else in whole songs, by the",
            "metrics of HTMD-Net's comparison; with --protocol mdx, SDR of stereo estimates as in MDX-Mixer's tables, of a model",
            "or of estimates that lie in folders. 'report' reads what is written."
        },
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

    /** What is measured, and how. */
    enum Protocol {
        PAPER,
        HTMD,
        MDX
    }

    @Option(names = "--model", description = "model file, safetensors; with --protocol htmd or mdx also .separator")
    private @Nullable Path model;

    @Option(
            names = "--estimates",
            paramLabel = "NAME=FOLDER",
            description =
                    "with --protocol htmd or mdx: folder of estimates, as 'separate' writes them; with mdx several")
    private Map<String, Path> estimates = new LinkedHashMap<>();

    @Option(
            names = "--name",
            description = "with --protocol htmd or mdx: the model's name in reports (default: its file's)")
    private String name = "";

    @Option(
            names = "--sources",
            split = ",",
            description =
                    "with --protocol htmd or mdx: stems that sum to the mixture (default: htmd all, mdx the usual ones of the layout)")
    private List<String> sources = List.of();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--split", description = "part of the data set (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(
            names = "--stem",
            paramLabel = "SOURCE=STEM",
            description = "the data set's stem for a source of the network, where names differ, such as vocals=piano")
    private Map<String, String> stems = new LinkedHashMap<>();

    @Option(names = "--both-polarities", description = "whole songs: each also upside down, averaged and compared")
    private boolean bothPolarities;

    @Option(names = "--leaks", description = "whole songs: also what is heard of each source where it is absent")
    private boolean leaks;

    @Option(names = "--json", description = "without --protocol: only the JSON line; the table goes to standard error")
    private boolean json;

    @Option(names = "--protocol", description = "${COMPLETION-CANDIDATES} (default: remixes of whole songs)")
    private @Nullable Protocol protocol;

    @Option(
            names = "--remix",
            description =
                    "with --protocol paper: own (as the model was trained to) or consistent (default: ${DEFAULT-VALUE})")
    private RemixRule remix = RemixRule.OWN;

    @Option(names = "--out", description = "with --protocol: result file, JSON (default: printed)")
    private @Nullable Path out;

    @Option(
            names = "--data-name",
            description = "with --protocol: the data set's name in reports (default: its folder's)")
    private String dataName = "";

    @Option(
            names = "--trained-on",
            description =
                    "with --protocol paper: the training set's name in reports (default: what the model file says)")
    private String trainedOn = "";

    @Option(
            names = "--examples",
            paramLabel = "SONGS",
            description =
                    "with --protocol paper and --out: songs to write remixes of, to listen to (default: ${DEFAULT-VALUE})")
    private int examples = 1;

    @Option(
            names = "--museval",
            paramLabel = "FOLDER",
            description =
                    "with --protocol mdx: also SDR, ISR, SIR and SAR of every second, as museval writes them: FOLDER/NAME/SPLIT/SONG.json")
    private @Nullable Path museval;

    @Override
    public Integer call() throws Exception {
        if (museval != null && protocol != Protocol.MDX) {
            throw new IllegalArgumentException("--museval writes scores of stereo estimates: add --protocol mdx");
        }
        if (protocol != null && (bothPolarities || leaks)) {
            throw new IllegalArgumentException(
                    "--both-polarities and --leaks measure whole songs: leave --protocol out");
        }
        if (out != null) {
            ResultFile.makeRoom(out);
        }
        if (protocol == Protocol.HTMD || protocol == Protocol.MDX) {
            return separation(protocol);
        }
        if (model == null || !estimates.isEmpty()) {
            throw new IllegalArgumentException("name a --model; estimates are measured with --protocol htmd or mdx");
        }
        return remixes(model);
    }

    private int remixes(Path model) throws Exception {
        ModelFile file = ModelFile.read(model);
        StemDataset dataset = data.location().open(split, StemNames.of(file.sources(), stems), file.sampleRateHz());
        return protocol == null ? wholeSongs(file, dataset) : paper(model, file, dataset);
    }

    private int wholeSongs(ModelFile file, StemDataset dataset) throws Exception {
        try (DifferenceNetwork network = DifferenceNetwork.load(file, Device.named(device))) {
            Evaluation evaluation = new Evaluator(network, new Evaluator.Extent(bothPolarities, leaks))
                    .evaluate(dataset, song -> System.err.println("measured " + song));
            (json ? System.err : System.out).print(EvaluationTable.of(evaluation));
            System.out.println(ResultFile.line(evaluation));
            return ExitCode.ofCheck(evaluation.ok());
        }
    }

    private int paper(Path model, ModelFile file, StemDataset dataset) throws IOException {
        MeasuredModel measured = MeasuredModel.of(model, file, trainedOn);
        RemixRule rule = remix == RemixRule.OWN ? RemixRule.ownOf(measured.remixer()) : remix;
        try (NetworkSeparator separator = NetworkSeparator.load(file, Device.named(device))) {
            ExampleWriter listening =
                    out == null || examples < 1 ? null : ExampleWriter.beside(out, file.sampleRateHz(), examples);
            ProtocolResult result = new ProtocolEvaluator(separator, List.of(rule), listening)
                    .evaluate(dataset, measured, nameOfData(), split, song -> System.err.println("measured " + song))
                    .getFirst();
            System.err.print(EvaluationTable.of(result));
            write(result);
        }
        return 0;
    }

    private int separation(Protocol of) throws IOException {
        String voice = stems.getOrDefault(VocalResult.VOCALS, VocalResult.VOCALS);
        List<String> stemNames = !sources.isEmpty()
                ? sources
                : of == Protocol.HTMD
                        ? List.of(voice, VocalResult.ACCOMPANIMENT)
                        : data.location().order();
        try (OpenedSeparators opened = OpenedSeparators.open(model, name, estimates, Device.named(device))) {
            StemDataset dataset = data.location().open(split, stemNames, opened.sampleRateHz());
            if (of == Protocol.HTMD) {
                VocalResult result = new VocalProtocol(opened.single())
                        .evaluate(dataset, voice, nameOfData(), split, song -> System.err.println("measured " + song));
                System.err.print(SeparationTable.of(result));
                write(result);
            } else {
                DemixingResult result = new DemixingProtocol(
                                opened.all(), museval == null ? null : new MusevalFolder(museval))
                        .evaluate(dataset, nameOfData(), split, song -> System.err.println("measured " + song));
                System.err.print(SeparationTable.of(result));
                write(result);
            }
        }
        return 0;
    }

    private String nameOfData() {
        return dataName.isEmpty() ? data.location().name() : dataName;
    }

    private void write(Object result) throws IOException {
        if (out == null) {
            System.out.println(ResultFile.text(result));
        } else {
            ResultFile.write(result, out);
        }
    }
}
