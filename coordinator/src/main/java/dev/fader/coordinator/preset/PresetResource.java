package dev.fader.coordinator.preset;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.model.ModelStore;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.api.Preset;
import dev.fader.schemas.api.ProblemType;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Gains, format and loudness under a name. A batch keeps what a preset said when it was submitted. */
@Path("/v1")
public final class PresetResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final PresetStore presets;
    private final OutputSettingsCheck check;
    private final ModelStore models;
    private final LimitsConfig limits;

    PresetResource(PresetStore presets, OutputSettingsCheck check, ModelStore models, LimitsConfig limits) {
        this.models = models;
        this.limits = limits;
        this.presets = presets;
        this.check = check;
    }

    @GET
    @Path("/presets")
    @Operation(operationId = "listPresets", summary = "The tenant's presets and the built-in ones, by name")
    public List<Preset> list(@QueryParam("tenant") @DefaultValue("default") String tenant) {
        return presets.list(tenant);
    }

    @PUT
    @Path("/presets/{name}")
    @Operation(operationId = "putPreset", summary = "Makes or replaces a preset of the tenant")
    public Preset put(
            String name, @QueryParam("tenant") @DefaultValue("default") String tenant, @Nullable Preset preset) {
        Findings findings = new Findings();
        if (!NAME.matcher(name).matches()) {
            findings.fault("/name", "'%s' is no name for a preset: expected %s".formatted(name, NAME));
        }
        if (preset != null && preset.name() != null && !preset.name().equals(name)) {
            findings.fault("/name", "is not the name in the path, '%s'".formatted(name));
        }
        if (preset == null || preset.gainsDb() == null && preset.format() == null && preset.loudness() == null) {
            findings.fault("", "a preset needs gainsDb, format or loudness");
        }
        OutputSettings settings = preset == null
                ? OutputSettings.UNSAID
                : check.of(models.sourcesOfAny()).check(preset, findings);
        findings.refuseFaults(ProblemType.INVALID_PRESET);
        if (!presets.put(tenant, name, settings, limits.presets())) {
            throw new ProblemException(
                    ProblemType.LIMIT_EXCEEDED,
                    "tenant '%s' has %d presets already (fader.limits.presets)".formatted(tenant, limits.presets()));
        }
        return find(tenant, name);
    }

    @DELETE
    @Path("/presets/{name}")
    @Operation(operationId = "deletePreset", summary = "Removes a preset of the tenant; batches keep what it said")
    public void delete(String name, @QueryParam("tenant") @DefaultValue("default") String tenant) {
        if (!presets.delete(tenant, name)) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "tenant '%s' has no preset '%s' of its own".formatted(tenant, name));
        }
    }

    private Preset find(String tenant, String name) {
        return presets.list(tenant).stream()
                .filter(preset -> name.equals(preset.name()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "there is no preset " + name));
    }
}
