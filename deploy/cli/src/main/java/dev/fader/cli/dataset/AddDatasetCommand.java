package dev.fader.cli.dataset;

import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.RegisterDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader datasets add}: songs that lie in storage, or are brought there, get a name and are checked. */
@Command(
        name = "add",
        description = "Name songs that lie in storage, and have them checked; with --from, bring them there first.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it can be trained with; with --no-wait, its check is under way",
            "1:it was refused before it was checked",
            "4:its check found faults, which were printed"
        })
final class AddDatasetCommand implements Callable<Integer> {

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Parameters(paramLabel = "NAME", description = "letters, digits, '.', '_', '-'")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    /** Where the songs are. */
    private static final class Place {

        @Option(names = "--prefix", paramLabel = "PREFIX", description = "folder in storage; nothing is copied")
        private @Nullable String prefix;

        @Option(names = "--from", paramLabel = "FOLDER", description = "folder on this machine, to be uploaded")
        private @Nullable Path folder;
    }

    @Option(names = "--bucket", description = "of the prefix (default: the services' own)")
    private @Nullable String bucket;

    @Option(
            names = "--layout",
            description = "musdb18, musdb18-hq, slakh, moisesdb, medleydb or stems (default: recognised)")
    private @Nullable String layout;

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "KIND",
            description = "findings that are known and no reason to refuse, such as offset")
    private List<String> accept = List.of();

    @Option(names = "--no-wait", description = "do not wait for the check")
    private boolean noWait;

    @Override
    public Integer call() {
        FaderClient client = options.client();
        String prefix = place.folder == null ? place.prefix : FolderUpload.of(client, place.folder);
        DatasetView registered = client.post(
                "/v1/datasets",
                new RegisterDataset(name, bucket, prefix, layout, accept, options.tenant()),
                DatasetView.class);
        return options.print("datasets add", noWait ? registered : options.checked(client, registered));
    }
}
