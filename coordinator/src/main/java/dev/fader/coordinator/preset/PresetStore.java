package dev.fader.coordinator.preset;

import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.Preset;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/** Presets in the database: those of a tenant, and the built-in ones, which a tenant may cover with its own. */
@Singleton
public final class PresetStore {

    private static final String EVERYBODY = "*";

    private final Jdbi jdbi;

    public PresetStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By name; a tenant's own where both have one. */
    public List<Preset> list(String tenant) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT ON (name) name, tenant = :everybody AS built_in, settings FROM preset
                         WHERE tenant IN (:tenant, :everybody) ORDER BY name, tenant = :everybody
                        """)
                .bind("tenant", tenant)
                .bind("everybody", EVERYBODY)
                .map((row, context) -> {
                    Preset said = FaderJson.read(row.getString("settings"), Preset.class);
                    return new Preset(
                            row.getString("name"),
                            said.gainsDb(),
                            said.format(),
                            said.loudness(),
                            row.getBoolean("built_in"));
                })
                .list());
    }

    /** What a tenant may name in a submission. */
    public Map<String, OutputSettings> settings(String tenant) {
        Map<String, OutputSettings> settings = new HashMap<>();
        for (Preset preset : list(tenant)) {
            String name = Objects.requireNonNull(preset.name());
            settings.put(
                    name,
                    new OutputSettings(
                            preset.gainsDb() == null ? null : Map.copyOf(preset.gainsDb()),
                            preset.format(),
                            preset.loudness(),
                            name));
        }
        return settings;
    }

    /** @param most presets of a tenant @return false when the tenant has that many others */
    public boolean put(String tenant, String name, OutputSettings settings, int most) {
        Preset said = new Preset(
                null,
                settings.gainsDb() == null ? null : new HashMap<>(settings.gainsDb()),
                settings.format(),
                settings.loudness(),
                null);
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO preset (tenant, name, settings) SELECT :tenant, :name, CAST(:settings AS jsonb)
                         WHERE (SELECT count(*) FROM preset WHERE tenant = :tenant AND name <> :name) < :most
                        ON CONFLICT (tenant, name) DO UPDATE SET settings = excluded.settings, changed_at = now()
                        """)
                        .bind("tenant", tenant)
                        .bind("name", name)
                        .bind("settings", FaderJson.write(said))
                        .bind("most", most)
                        .execute()
                == 1);
    }

    /** @return whether there was one of the tenant's own */
    public boolean delete(String tenant, String name) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("DELETE FROM preset WHERE tenant = :tenant AND name = :name")
                                .bind("tenant", tenant)
                                .bind("name", name)
                                .execute()
                        == 1);
    }
}
