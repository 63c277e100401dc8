package dev.fader.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code fader.worker.*}: which models are kept, and where. */
@ConfigMapping(prefix = "fader.worker")
public interface ModelConfig {

    /** Networks that are kept on the device while nobody uses them. */
    @WithDefault("4")
    int loadedModels();

    /** Folder of copies of models in object storage; workers of one machine may share it. */
    @WithDefault("${java.io.tmpdir}/fader-models")
    Path modelCache();

    /** Whose estimates are kept for the next remix of a song. */
    @WithDefault("worthwhile")
    KeepStems keepStems();

    /** What the copies may take. */
    @WithDefault("8589934592")
    long modelCacheBytes();
}
