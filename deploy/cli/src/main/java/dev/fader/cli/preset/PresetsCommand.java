package dev.fader.cli.preset;

import dev.fader.cli.client.Query;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.Preset;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader presets}: gains, format and loudness under a name. */
@Command(
        name = "presets",
        description = "List presets; make or remove one of the tenant's own.",
        mixinStandardHelpOptions = true)
public final class PresetsCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Option(names = "--tenant", description = "whose (default: ${DEFAULT-VALUE})")
    private String tenant = "default";

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        List<Preset> presets = List.of(server.client().get("/v1/presets" + query(), Preset[].class));
        if (json) {
            new JsonLine("presets", true).put("presets", presets).print();
        } else {
            presets.forEach(preset -> System.out.println(text(preset)));
        }
        return 0;
    }

    private Query query() {
        return new Query().with("tenant", tenant);
    }

    private static String text(Preset preset) {
        StringBuilder text = new StringBuilder("%-20s".formatted(preset.name()));
        if (preset.gainsDb() != null) {
            preset.gainsDb().forEach((source, gain) -> text.append(" %s=%s".formatted(source, gain)));
        }
        if (preset.format() != null) {
            text.append(" format=").append(preset.format());
        }
        if (preset.loudness() != null) {
            text.append(" loudness=").append(preset.loudness());
        }
        return text.toString();
    }

    @Command(name = "put", description = "Make a preset, or replace it.", mixinStandardHelpOptions = true)
    int put(
            @Parameters(paramLabel = "NAME", description = "lower case, digits, '.', '_', '-'") String name,
            @Option(names = "--gain", paramLabel = "SOURCE=DB", description = "as for 'submit'; repeatable") @Nullable Map<String, Gain> gains,
            @Option(names = "--format", description = OutputFormat.NOTATION) @Nullable OutputFormat format,
            @Option(names = "--loudness", description = "as for 'submit'") @Nullable LoudnessPolicy loudness) {
        Preset preset = server.client()
                .put(
                        "/v1/presets/" + name + query(),
                        new Preset(null, gains == null ? null : new HashMap<>(gains), format, loudness, null),
                        Preset.class);
        if (json) {
            new JsonLine("presets put", true).put("preset", preset).print();
        } else {
            System.out.println(text(preset));
        }
        return 0;
    }

    @Command(name = "delete", description = "Remove a preset of the tenant.", mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "NAME") String name) {
        server.client().delete("/v1/presets/" + name + query());
        if (json) {
            new JsonLine("presets delete", true).put("preset", name).print();
        } else {
            System.out.println(name + " is deleted");
        }
        return 0;
    }
}
