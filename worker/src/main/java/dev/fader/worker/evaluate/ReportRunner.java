package dev.fader.worker.evaluate;

import dev.fader.queue.curve.CurveRequest;
import dev.fader.queue.curve.Curves;
import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.CurvePoint;
import dev.fader.schemas.evaluation.EvaluateResult.ResultFile;
import dev.fader.schemas.evaluation.ReportResult;
import dev.fader.schemas.evaluation.ReportSpec;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.trainer.report.Pages;
import dev.fader.trainer.report.Report;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes of results and curves the page that {@code fader trainer report} makes for their protocol, as one archive. */
final class ReportRunner implements TaskRunner<ReportSpec> {

    private static final int REMIXES_TO_HEAR = 6;
    /** As many points of a curve as a picture shows. */
    private static final int POINTS = 100;
    /** Those that the page draws. */
    private static final List<String> METRICS = List.of("loss_db", "validation_remix_sdr_db");

    private final ObjectStorage storage;
    private final ScratchSpace space;
    private final Curves curves;

    ReportRunner(ObjectStorage storage, ScratchSpace space, Curves curves) {
        this.storage = storage;
        this.space = space;
        this.curves = curves;
    }

    @Override
    public TaskKind<ReportSpec, ?> kind() {
        return TaskKinds.REPORT;
    }

    @Override
    public Outcome run(ReportSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            try (Scratch scratch =
                    space.open(claim.task() + "-f" + claim.fence().value() + "-")) {
                AttemptFiles files = new AttemptFiles(storage, scratch, claim, attempt);
                for (ResultFile result : spec.results()) {
                    Path unused = files.fetch(result.object(), "results/" + inside(result.name()));
                }
                for (ReportSpec.Run run : spec.runs()) {
                    attempt.checkStop();
                    run(run, files);
                }
                Path page = Files.createDirectories(scratch.file("page"));
                Report.Written written = write(spec, scratch, page);
                Files.writeString(written.folder().resolve("sweep.csv"), spec.table());
                Path archive = scratch.file("report.zip");
                zip(page, archive);
                return Completion.of(
                        TaskKinds.REPORT,
                        new ReportResult(spec.name(), files.put(archive, "report.zip"), written.results()),
                        1);
            }
        });
    }

    private static Report.Written write(ReportSpec spec, Scratch scratch, Path page) throws IOException, RefusedInput {
        List<Path> runs = spec.runs().isEmpty() ? List.of() : List.of(scratch.file("runs"));
        Report.Written written =
                new Pages(Files.createDirectories(scratch.file("results")), runs, REMIXES_TO_HEAR).write(page);
        if (written.results() == 0) {
            throw new RefusedInput("bad_results", String.join("; ", written.findings()));
        }
        return written;
    }

    /** A run's folder, with as much of it as the page shows. */
    private void run(ReportSpec.Run run, AttemptFiles files) throws IOException, RefusedInput {
        String folder = "runs/" + inside(run.name());
        if (run.best() != null) {
            Path unused = files.fetch(run.best(), folder + "/best.safetensors");
        }
        StringBuilder log = new StringBuilder();
        for (String metric : METRICS) {
            for (CurvePoint point : curve(run.run(), metric)) {
                if (point.mean() != null) {
                    log.append(FaderJson.write(Map.of("step", point.lastStep(), metric, point.mean())))
                            .append('\n');
                }
            }
        }
        Path file = files.scratch().file(folder + "/log.ndjson");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, log);
    }

    private List<CurvePoint> curve(RunId run, String metric) {
        return curves.curve(run, CurveRequest.of(metric, POINTS));
    }

    /** A name is anybody's text: it must not lead out of its folder. */
    private static String inside(String name) throws RefusedInput {
        Path path = Path.of(name);
        if (path.isAbsolute()
                || path.normalize().startsWith("..")
                || path.normalize().toString().isEmpty()) {
            throw new RefusedInput("bad_name", "'%s' is no name of a file in a folder".formatted(name));
        }
        return name;
    }

    private static void zip(Path folder, Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }
}
