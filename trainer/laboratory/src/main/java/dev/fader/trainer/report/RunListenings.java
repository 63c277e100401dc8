package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.RunAudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What runs kept on their way to be listened to: of each source the mixture, the truth, and the estimates step by step. */
record RunListenings(Findings findings) {

    private static final String ENDING = ".flac";

    /** @param run its folder. @param name of the run */
    List<Listening> of(Path run, String name) {
        Path folder = run.resolve(RunAudio.FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return findings.read(folder, () -> read(folder, name)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Listening> read(Path folder, String name) throws IOException {
        Path truth = folder.resolve(RunAudio.TRUTH);
        List<Path> steps =
                sorted(folder).stream().filter(step -> !step.equals(truth)).toList();
        List<Listening> listenings = new ArrayList<>();
        for (Path stem : sorted(truth)) {
            String source = String.valueOf(stem.getFileName()).replace(ENDING, "");
            if (source.equals(RunAudio.MIXTURE)) {
                continue;
            }
            List<AudioExample> versions = new ArrayList<>();
            versions.add(AudioExample.read("mixture", truth.resolve(RunAudio.MIXTURE + ENDING)));
            versions.add(AudioExample.read("true " + source, stem));
            for (Path step : steps) {
                versions.add(AudioExample.read(
                        String.valueOf(step.getFileName()).replaceFirst("step-0*", "step "),
                        step.resolve(source + ENDING)));
            }
            listenings.add(new Listening("%s: %s while it learnt".formatted(name, source), versions));
        }
        return listenings;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
