package dev.fader.cli.submit;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.output.LeftOut;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** From the options of a command to a batch. */
final class Submitting {

    private static final String JSON = "application/json";

    private Submitting() {}

    /** @throws ParameterException when the options do not say which files, or not what to do with them */
    static void check(CommandLine command, Sources sources, RemixOptions options, StemsFrom stems) {
        if (sources.ways() != 1) {
            throw new ParameterException(
                    command, "name files or --object, or a --prefix, or a --manifest, and only one of them");
        }
        if (stems.isHalf() || stems.isGiven() && (sources.manifest() != null || sources.prefix() != null)) {
            throw new ParameterException(
                    command,
                    stems.isHalf()
                            ? "--rest needs --stems-from"
                            : "--stems-from is for files of this machine: a manifest names its stems itself (givenStems)");
        }
        if (sources.manifest() == null && !options.sayGains()) {
            throw new ParameterException(command, "say what to do: --gain SOURCE=DB, --preset, --variant or --stems");
        }
    }

    /** A batch, and the files that did not come into it. */
    record Submitted(SubmittedBatch batch, LeftOut leftOut) {}

    /** @param key makes a repeated request the same request; or null */
    static Submitted submit(
            FaderClient client,
            BatchKind kind,
            Sources sources,
            RemixOptions options,
            StemsFrom stems,
            @Nullable String key) {
        Path manifest = sources.manifest();
        LeftOut leftOut = LeftOut.NOTHING;
        SubmittedBatch submitted;
        if (manifest != null) {
            submitted = manifest(client, kind, manifest, options, key);
        } else {
            SubmitBatch.Prefix prefix = sources.prefix();
            List<SubmitBatch.@Nullable Item> items = null;
            SubmitBatch.GivenSources given = null;
            if (prefix == null) {
                Sources.Gathered gathered = sources.gather(client, options.nameTemplate(), stems);
                items = gathered.items();
                given = gathered.givenStems();
                leftOut = gathered.leftOut();
            }
            submitted = client.submit(
                    kind,
                    BodyPublishers.ofString(FaderJson.write(options.batch(prefix, items, given))),
                    JSON,
                    new Query(),
                    key);
        }
        submitted.warnings().forEach(fault -> System.err.printf("warning: %s: %s%n", fault.pointer(), fault.detail()));
        if (submitted.warningCount() > submitted.warnings().size()) {
            System.err.printf("%d warnings in all%n", submitted.warningCount());
        }
        return new Submitted(submitted, leftOut);
    }

    /** The file goes as it is; it may be larger than this process. */
    private static SubmittedBatch manifest(
            FaderClient client, BatchKind kind, Path manifest, RemixOptions options, @Nullable String key) {
        String name = manifest.toString().toLowerCase(Locale.ROOT);
        boolean whole = name.endsWith(".json");
        if (whole && !options.sayNothing() || options.sayMoreThanAQuery()) {
            throw CommandFailure.failed(
                    whole
                            ? manifest + " is a whole request: say in it what holds for all files"
                            : "with a manifest, gains are in its columns or in a --preset");
        }
        try {
            return client.submit(
                    kind, BodyPublishers.ofFile(manifest), mediaType(name, manifest), options.query(), key);
        } catch (FileNotFoundException e) {
            throw CommandFailure.failed(manifest + " is no file that can be read");
        }
    }

    private static String mediaType(String name, Path manifest) {
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return "text/csv";
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return "application/x-ndjson";
        }
        if (name.endsWith(".json")) {
            return JSON;
        }
        throw CommandFailure.failed(
                "%s is no manifest: expected .csv, .tsv, .txt, .ndjson or .json".formatted(manifest));
    }
}
