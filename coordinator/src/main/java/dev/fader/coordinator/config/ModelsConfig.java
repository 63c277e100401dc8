package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code fader.models.*}: who may bring models. */
@ConfigMapping(prefix = "fader.models")
public interface ModelsConfig {

    /** Whether whoever reaches this service may register models, which run on the workers. */
    @WithDefault("false")
    boolean acceptUploads();
}
