package dev.fader.cli.model;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.PathSegment;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.model.AliasMove;
import dev.fader.schemas.model.AliasView;
import dev.fader.schemas.model.ModelView;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader models}: networks as objects. */
@Command(
        name = "models",
        description = "List models, show one (where it came from, what names it, who holds it), or add one.",
        mixinStandardHelpOptions = true,
        subcommands = AddModelCommand.class)
public final class ModelsCommand implements Callable<Integer> {

    /** Digits of a hash that tell models apart. */
    static final int SHORT = 12;

    @Mixin
    private Server server = new Server();

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "an alias, a SHA-256 or its beginning")
    private @Nullable String model;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        FaderClient client = server.client();
        if (model == null) {
            list(client);
        } else {
            show(client, model);
        }
        return 0;
    }

    private void list(FaderClient client) {
        List<ModelView> models = List.of(client.get("/v1/models", ModelView[].class));
        if (json) {
            new JsonLine("models", true).put("models", models).print();
            return;
        }
        for (ModelView one : models) {
            System.out.printf(
                    "%s  %-12s %d Hz  %s  %s%s%n",
                    shortened(one.sha256()),
                    one.architecture(),
                    one.sampleRateHz(),
                    String.join(",", one.sources()),
                    one.aliases().isEmpty() ? "no alias" : String.join(", ", one.aliases()),
                    one.heldBy().isEmpty()
                            ? ""
                            : "; loaded by %d workers".formatted(one.heldBy().size()));
        }
    }

    private void show(FaderClient client, String name) {
        ModelView found = client.get("/v1/models/" + PathSegment.of(name), ModelView.class);
        List<AliasView> aliases = found.aliases().stream()
                .map(alias -> client.get("/v1/aliases/" + PathSegment.of(alias), AliasView.class))
                .toList();
        if (json) {
            new JsonLine("models", true)
                    .put("model", found)
                    .put("aliases", aliases)
                    .print();
            return;
        }
        System.out.print(ModelText.of(found));
        aliases.forEach(alias ->
                line("alias", "%s, %s".formatted(alias.name(), how(alias.moves().getFirst()))));
        found.heldBy().forEach(worker -> line("loaded by", worker));
        line("since", found.createdAt().toString());
    }

    static String how(AliasMove move) {
        String from = move.from() == null ? "for the first time" : "instead of " + shortened(move.from());
        if (move.overruled()) {
            return "%s, overruled: %s".formatted(from, move.reason());
        }
        return move.task() == null ? from : "%s, decided by %s".formatted(from, move.task());
    }

    static String shortened(String sha256) {
        return sha256.substring(0, Math.min(SHORT, sha256.length()));
    }

    private static void line(String what, String value) {
        System.out.printf("%-10s %s%n", what, value);
    }
}
