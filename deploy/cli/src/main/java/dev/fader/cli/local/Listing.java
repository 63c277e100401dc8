package dev.fader.cli.local;

import dev.fader.cli.client.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that list the newest of something. */
public final class Listing {

    @Option(names = "--tenant", description = "of that tenant")
    private @Nullable String tenant;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "with that label; repeatable")
    private List<String> labels = List.of();

    @Option(names = "--limit", description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    public Query query() {
        return new Query().with("tenant", tenant).withAll("label", labels).with("limit", limit);
    }

    public boolean json() {
        return json;
    }
}
