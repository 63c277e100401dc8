package dev.fader.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How runs went.
 *
 * @param folders of runs, or folders that hold runs
 */
record Runs(List<Path> folders, Findings findings) {

    /** As deep as an experiment puts them. */
    private static final int DEPTH = 2;

    /** A run and what it is called. */
    record Run(Path folder, RunCurve curve) {}

    List<Run> all() {
        Map<Path, RunCurve> curves = new LinkedHashMap<>();
        for (Path folder : folders) {
            List<Path> runs = findings.read(folder, () -> in(folder)).stream()
                    .flatMap(List::stream)
                    .toList();
            for (Path run : runs) {
                findings.read(run, () -> RunCurve.read(run, findings)).forEach(curve -> curves.put(run, curve));
            }
        }
        // runs may be of one column and seed, as in a sweep: then their folders tell them apart
        Map<List<String>, Long> alike =
                curves.values().stream().collect(Collectors.groupingBy(Runs::label, Collectors.counting()));
        return curves.entrySet().stream()
                .map(entry -> new Run(
                        entry.getKey(),
                        alike.getOrDefault(label(entry.getValue()), 1L) > 1
                                ? entry.getValue().named(name(entry.getKey()))
                                : entry.getValue()))
                .toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        try (Stream<Path> below = Files.walk(folder, DEPTH)) {
            List<Path> runs = below.filter(RunCurve::isRun).sorted().toList();
            if (runs.isEmpty()) {
                throw new IOException("there is no run in %s: 'train --run' makes some".formatted(folder));
            }
            return runs;
        }
    }

    /** Its place in the folder that was named; of several folders, the whole path. */
    private String name(Path run) {
        boolean inside = folders.size() == 1 && !folders.getFirst().equals(run);
        return inside ? folders.getFirst().relativize(run).toString() : run.toString();
    }

    private static List<String> label(RunCurve curve) {
        return List.of(curve.group(), curve.name());
    }
}
