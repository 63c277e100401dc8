package dev.fader.cli.submit;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.LeftOut;
import dev.fader.cli.submit.LocalFiles.LocalFile;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.ObjectRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say which files: on this machine, which are uploaded, or in storage already. */
final class Sources {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "audio files, and folders of them; they are uploaded")
    private List<Path> files = List.of();

    @Option(names = "--object", paramLabel = "KEY", description = "an object that is in storage already; repeatable")
    private List<String> objects = List.of();

    @Option(names = "--prefix", description = "all objects whose keys begin with it")
    private @Nullable String prefix;

    @Option(
            names = "--pattern",
            description = "with --prefix: of those, the ones whose rest of the key matches, such as **.wav")
    private @Nullable String pattern;

    @Option(names = "--bucket", description = "of --object and --prefix (default: the service's own)")
    private @Nullable String bucket;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "a table (.csv, .tsv, .txt), lines (.ndjson) or a whole request (.json) that names objects")
    private @Nullable Path manifest;

    @Nullable Path manifest() {
        return manifest;
    }

    SubmitBatch.@Nullable Prefix prefix() {
        return prefix == null ? null : new SubmitBatch.Prefix(bucket, prefix, pattern);
    }

    /** How many of the ways to name files were used; they cannot be mixed, but for files and objects. */
    int ways() {
        return (files.isEmpty() && objects.isEmpty() ? 0 : 1) + (prefix == null ? 0 : 1) + (manifest == null ? 0 : 1);
    }

    /**
     * What was uploaded, and what is in storage already.
     *
     * @param givenStems of which the items bring some; null: none
     * @param leftOut what could not be taken
     */
    record Gathered(
            List<SubmitBatch.@Nullable Item> items, SubmitBatch.@Nullable GivenSources givenStems, LeftOut leftOut) {}

    /**
     * Uploads, after all files were looked at.
     *
     * @param nameTemplate makes the outputs' names instead of the files' own; or null
     * @param stems of the files
     * @throws CommandFailure when nothing is left to submit
     */
    Gathered gather(FaderClient client, @Nullable String nameTemplate, StemsFrom stems) {
        LocalFiles local = LocalFiles.of(files);
        if (nameTemplate != null
                && nameTemplate.contains("{dir}")
                && local.files().stream().anyMatch(LocalFile::inFolder)) {
            throw CommandFailure.wrongUsage(
                    "--name-template: the folders of uploaded files are not known to the service:"
                            + " leave {dir} out, or --name-template");
        }
        List<StemsFrom.Found> found = stems.of(local.files());
        if (stems.isGiven() && !objects.isEmpty()) {
            throw CommandFailure.wrongUsage("--stems-from is for files of this machine: without --object");
        }
        List<SubmitBatch.@Nullable Item> items = new ArrayList<>();
        List<LeftOut.Refused> refused = new ArrayList<>();
        for (int i = 0; i < local.files().size(); i++) {
            LocalFile file = local.files().get(i);
            System.err.printf(
                    "uploading %s (%d of %d)%n",
                    file.path(),
                    items.size() + refused.size() + 1,
                    local.files().size());
            try {
                items.add(item(
                        client.uploadAs(file.fileName(), file.path()),
                        nameTemplate == null ? file.name() : null,
                        found.isEmpty() ? null : StemsFrom.upload(client, found.get(i))));
            } catch (CommandFailure e) {
                if (!e.othersMayGoOn()) {
                    throw e;
                }
                refused.add(LeftOut.Refused.of(file.fileName(), String.valueOf(e.getMessage())));
            }
        }
        objects.forEach(key -> items.add(item(new ObjectRef(bucket, key), null, null)));
        LeftOut leftOut = local.leftOut().and(refused);
        leftOut.say();
        if (items.isEmpty()) {
            throw CommandFailure.failed("no file is left to submit");
        }
        return new Gathered(items, stems.sources(found), leftOut);
    }

    private static SubmitBatch.Item item(
            ObjectRef input, @Nullable String name, @Nullable Map<String, @Nullable ObjectRef> stems) {
        return new SubmitBatch.Item(input, name, null, null, null, null, null, null, stems);
    }
}
