package dev.fader.coordinator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

    /** Size of every other body, and of what a submission in JSON says for all items. */
    @WithDefault("262144")
    int requestBytes();

    /** Size of one item of a submission: an element of a list, a line, or a row of a table. */
    @WithDefault("131072")
    int itemBytes();

    /** How long a body may take to come; beyond it, as long as it comes faster than {@link #bodyBytesPerSecond()}. */
    @WithDefault("15s")
    Duration bodyTime();

    @WithDefault("16384")
    long bodyBytesPerSecond();

    /** Requests of one client's address at once. */
    @WithDefault("64")
    int clientRequests();

    /** Requests of all clients at once; fewer than there are threads, so that health checks find one. */
    @WithDefault("128")
    int requests();

    /** Submissions that are written to the database at once; fewer than there are connections. */
    @WithDefault("8")
    int submissions();

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

    /** Sources that have a fader while no model is registered; then each model has its own. */
    @WithDefault("vocals,drums,bass,other")
    List<String> sources();

    /** Bytes of an object's key in UTF-8, as in S3. */
    @WithDefault("1024")
    int keyLength();

    /** Characters in names of models and uploaded files, and in keys and values of labels and metadata. */
    @WithDefault("200")
    int nameLength();

    /** Labels of a batch, and entries of metadata of a batch or a file. */
    @WithDefault("32")
    int labels();

    /** Bytes in UTF-8 of all labels, or of all metadata, of a batch or a file. */
    @WithDefault("16384")
    int metadataBytes();

    /** Presets of one tenant. */
    @WithDefault("200")
    int presets();

    /** Priorities from minus this to plus this. */
    @WithDefault("1000")
    int priority();

    /** Days that outputs can be kept for. */
    @WithDefault("3650")
    int retainDays();

    /** Runs of one sweep. */
    @WithDefault("200")
    int sweepRuns();

    /** Batches or tasks on one page. */
    @WithDefault("500")
    int pageSize();
}
