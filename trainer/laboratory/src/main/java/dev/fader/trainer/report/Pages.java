package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.report.Report.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The page of each protocol of which a folder has results.
 *
 * @param results folder of result files; folders in it count
 * @param runs folders of runs, or folders that hold runs
 * @param examples remixes to listen to, at most
 */
public record Pages(Path results, List<Path> runs, int examples) {

    /**
     * Writes {@code report.html}; where there are several protocols, {@code report-PROTOCOL.html} of each.
     *
     * @return how many results they show, where the tables of one of them lie, and what could not be shown
     * @throws IOException if a page cannot be written
     */
    public Written write(Path folder) throws IOException {
        SequencedSet<String> protocols = new ResultFiles(results, new Findings()).protocols();
        if (protocols.size() < 2) {
            return write(
                    protocols.isEmpty() ? ProtocolResult.PAPER : protocols.getFirst(), folder.resolve("report.html"));
        }
        int shown = 0;
        Path tables = folder;
        SequencedSet<String> findings = new LinkedHashSet<>();
        for (String protocol : protocols) {
            Written written = write(protocol, folder.resolve("report-%s.html".formatted(protocol)));
            shown += written.results();
            tables = written.folder();
            findings.addAll(written.findings());
        }
        return new Written(shown, tables, List.copyOf(findings));
    }

    private Written write(String protocol, Path out) throws IOException {
        return switch (protocol) {
            case VocalResult.HTMD -> new SeparationReport(results).vocals(out);
            case DemixingResult.MDX -> new SeparationReport(results).demixing(out, List.of(), 0);
            default -> new Report(results, runs, examples).write(out);
        };
    }
}
