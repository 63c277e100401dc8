package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** {@code fader.limits.*}: what a request may ask for. A refusal names the limit. */
@ConfigMapping(prefix = "fader.limits")
public interface LimitsConfig {

    /** Items in one batch. */
    @WithDefault("200000")
    int batchItems();

    /** Size of a submission's body. */
    @WithDefault("268435456")
    long bodyBytes();

    /** Outputs of one input. */
    @WithDefault("16")
    int variants();

    /** Items in one request for previews, which go before everything else. */
    @WithDefault("20")
    int previewItems();

    /** Length of a preview. */
    @WithDefault("30")
    double previewSeconds();

    /** Gains from minus this to plus this, in dB. */
    @WithDefault("24")
    double gainDb();

    /** Beyond it a gain is accepted with a warning, in dB. */
    @WithDefault("12")
    double trainedGainDb();

    /** Sources that have a fader. */
    @WithDefault("vocals,drums,bass,other")
    List<String> sources();

    /** Characters in an object's key, as in S3. */
    @WithDefault("1024")
    int keyLength();

    /** Characters in names of tenants, models and uploaded files, and in keys and values of labels and metadata. */
    @WithDefault("200")
    int nameLength();

    /** Labels of a batch, and entries of metadata of a batch or a file. */
    @WithDefault("32")
    int labels();

    /** Priorities from minus this to plus this. */
    @WithDefault("1000")
    int priority();

    /** Days that outputs can be kept for. */
    @WithDefault("3650")
    int retainDays();

    /** Batches or tasks on one page. */
    @WithDefault("500")
    int pageSize();
}
