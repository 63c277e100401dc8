package dev.fader.coordinator.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model of a submission.
 *
 * @param name as it was asked for
 * @param sha256 null while no model is registered, and each worker takes its own of that name
 * @param sources that have a fader
 */
public record ChosenModel(String name, @Nullable String sha256, List<String> sources) {

    public ChosenModel {
        sources = List.copyOf(sources);
    }
}
