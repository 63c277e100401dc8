package dev.fader.queue.model;

import java.util.List;

/** What a submission must know of a model. */
public record KnownModel(String sha256, List<String> sources, int sampleRateHz) {

    public KnownModel {
        sources = List.copyOf(sources);
    }
}
