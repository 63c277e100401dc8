package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.RemixExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same remix by each model, at one level: each result's files were brought to a level of their own. */
record ComparedRemixes(List<ComparedModel> models, Findings findings) {

    /** Of silence, so that a ratio of two is a number. */
    private static final double LEAST_LEVEL = 1e-6;

    private record Found(ComparedModel model, RemixExample example) {

        AudioExample read(String label, String file) throws IOException {
            Path folder = model.file().toAbsolutePath().resolveSibling("");
            return AudioExample.read(label, folder.resolve(file));
        }
    }

    List<Listening> listenings() {
        List<Listening> listenings = new ArrayList<>();
        for (RemixExample example : models.getFirst().examples()) {
            List<Found> found = models.stream()
                    .flatMap(model -> of(model, example).map(same -> new Found(model, same)).stream())
                    .toList();
            if (found.size() > 1) {
                listenings.addAll(findings.read(models.getFirst().file(), () -> listening(found)));
            }
        }
        return listenings;
    }

    private static Optional<RemixExample> of(ComparedModel model, RemixExample like) {
        return model.examples().stream()
                .filter(example -> example.song().equals(like.song())
                        && example.source().equals(like.source())
                        && example.gainDb() == like.gainDb())
                .findFirst();
    }

    private static Listening listening(List<Found> found) throws IOException {
        List<Double> levels = new ArrayList<>();
        for (Found each : found) {
            levels.add(Math.max(
                    LEAST_LEVEL, each.read("", each.example().mixture()).rms()));
        }
        double softest = levels.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        Found first = found.getFirst();
        List<AudioExample> versions = new ArrayList<>();
        versions.add(first.read("mixture", first.example().mixture()).at(softest / levels.getFirst()));
        versions.add(first.read("true remix", first.example().target()).at(softest / levels.getFirst()));
        for (int i = 0; i < found.size(); i++) {
            Found each = found.get(i);
            versions.add(each.read(each.model().name(), each.example().remix()).at(softest / levels.get(i)));
        }
        RemixExample example = first.example();
        return new Listening("%s, %s %+.0f dB".formatted(example.song(), example.source(), example.gainDb()), versions);
    }
}
