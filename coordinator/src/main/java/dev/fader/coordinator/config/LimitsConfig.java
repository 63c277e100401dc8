package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** {@code fader.limits.*}: what a request may ask for. A refusal names the limit. */
@ConfigMapping(prefix = "fader.limits")
public interface LimitsConfig {

    /** Items in one batch. */
    @WithDefault("10000")
    int batchItems();

    /** Gains from minus this to plus this, in dB. */
    @WithDefault("24")
    double gainDb();

    /** Sources that have a fader. */
    @WithDefault("vocals,drums,bass,other")
    List<String> sources();

    /** Characters in an object's key, as in S3. */
    @WithDefault("1024")
    int keyLength();

    /** Characters in names of tenants, models and uploaded files. */
    @WithDefault("200")
    int nameLength();

    /** Priorities from minus this to plus this. */
    @WithDefault("1000")
    int priority();

    /** Tasks on one page. */
    @WithDefault("500")
    int pageSize();
}
