package dev.fader.queue.model;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.queue.sql.Sql;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.remix.StoredObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table model. Every method works in the caller's transaction. */
public final class ModelRows {

    private static final JavaType MEASUREMENTS =
            FaderJson.mapper().getTypeFactory().constructMapType(Map.class, String.class, Double.class);

    private static final String VIEW = """
            SELECT model.*,
                   ARRAY(SELECT name FROM model_alias WHERE model_sha256 = model.sha256 ORDER BY name) AS aliases,
                   ARRAY(SELECT id FROM worker WHERE model.sha256 = ANY(worker.models) AND state <> 'STOPPED'
                            AND last_seen > now() - make_interval(secs => :silence) ORDER BY id) AS held_by
              FROM model
            """;

    private ModelRows() {}

    /** Writes a model, or what is learnt of it when it is known already: what was known stays. */
    public static void register(Handle handle, NewModel model) {
        ModelLineage lineage = model.lineage();
        RunId run = lineage.run();
        DatasetId dataset = lineage.dataset();
        handle.createUpdate("""
                        INSERT INTO model (sha256, bucket, object_key, bytes, architecture, network, sources,
                               sample_rate_hz, run_id, step, dataset_id, dataset_name, config_signature, provenance,
                               measurements)
                        VALUES (:sha256, :bucket, :key, :bytes, :architecture, CAST(:network AS jsonb), :sources, :rate,
                               CAST(:run AS uuid), :step, CAST(:dataset AS uuid), :datasetName, :signature,
                               CAST(:provenance AS jsonb), CAST(:measurements AS jsonb))
                        ON CONFLICT (sha256) DO UPDATE SET
                               run_id = coalesce(model.run_id, excluded.run_id),
                               step = coalesce(model.step, excluded.step),
                               dataset_id = coalesce(model.dataset_id, excluded.dataset_id),
                               dataset_name = coalesce(model.dataset_name, excluded.dataset_name),
                               config_signature = coalesce(model.config_signature, excluded.config_signature),
                               provenance = excluded.provenance || model.provenance,
                               measurements = excluded.measurements || model.measurements
                        """)
                .bind("sha256", model.sha256())
                .bind("bucket", model.object().bucket())
                .bind("key", model.object().key())
                .bind("bytes", model.object().bytes())
                .bind("architecture", model.architecture())
                .bind("network", FaderJson.write(model.network()))
                .bindArray("sources", String.class, model.sources())
                .bind("rate", model.sampleRateHz())
                .bind("run", run == null ? null : run.uuid())
                .bind("step", lineage.step())
                .bind("dataset", dataset == null ? null : dataset.uuid())
                .bind("datasetName", lineage.datasetName())
                .bind("signature", lineage.configSignature())
                .bind("provenance", FaderJson.write(lineage.provenance()))
                .bind("measurements", FaderJson.write(model.measurements()))
                .execute();
    }

    /**
     * What a name may mean.
     *
     * @param name an alias, or a SHA-256 or at least {@value ModelNames#LEAST_DIGITS} digits of its beginning
     * @return none, one, or two when more than one hash begins so
     */
    public static List<KnownModel> named(Handle handle, String name) {
        List<KnownModel> ofAlias = handle.createQuery("""
                        SELECT sha256, sources, sample_rate_hz FROM model JOIN model_alias ON model_sha256 = sha256
                         WHERE name = :name
                        """)
                .bind("name", name)
                .map((row, context) -> known(row))
                .list();
        if (!ofAlias.isEmpty() || !ModelNames.isDigits(name)) {
            return ofAlias;
        }
        return handle.createQuery(
                        "SELECT sha256, sources, sample_rate_hz FROM model WHERE sha256 LIKE :name || '%' LIMIT 2")
                .bind("name", name)
                .map((row, context) -> known(row))
                .list();
    }

    public static boolean isRegistered(Handle handle, String sha256) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM model WHERE sha256 = :sha256)")
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether there is any, and every source that one of them has. */
    public static List<String> sourcesOfAll(Handle handle) {
        return handle.createQuery("SELECT source FROM model, unnest(sources) WITH ORDINALITY AS s (source, place)"
                        + " GROUP BY source ORDER BY min(place), source")
                .mapTo(String.class)
                .list();
    }

    /** @param silence a worker that was not heard of for longer holds nothing */
    public static Optional<ModelView> find(Handle handle, String sha256, Duration silence) {
        return handle.createQuery(VIEW + " WHERE sha256 = :sha256")
                .bind("silence", Sql.seconds(silence))
                .bind("sha256", sha256)
                .map((row, context) -> view(row))
                .findOne();
    }

    /** The newest first. @param silence as in {@link #find} */
    public static List<ModelView> list(Handle handle, Duration silence, int most) {
        return handle.createQuery(VIEW + " ORDER BY created_at DESC, sha256 LIMIT :most")
                .bind("silence", Sql.seconds(silence))
                .bind("most", most)
                .map((row, context) -> view(row))
                .list();
    }

    private static KnownModel known(ResultSet row) throws SQLException {
        return new KnownModel(row.getString("sha256"), texts(row, "sources"), row.getInt("sample_rate_hz"));
    }

    private static ModelView view(ResultSet row) throws SQLException {
        UUID run = row.getObject("run_id", UUID.class);
        UUID dataset = row.getObject("dataset_id", UUID.class);
        String sha256 = row.getString("sha256");
        return new ModelView(
                sha256,
                row.getString("architecture"),
                FaderJson.read(row.getString("network"), JsonNode.class),
                texts(row, "sources"),
                row.getInt("sample_rate_hz"),
                new StoredObject(row.getString("bucket"), row.getString("object_key"), row.getLong("bytes"), sha256),
                new ModelLineage(
                        run == null ? null : new RunId(run),
                        row.getObject("step", Long.class),
                        dataset == null ? null : new DatasetId(dataset),
                        row.getString("dataset_name"),
                        row.getString("config_signature"),
                        FaderJson.readTexts(row.getString("provenance"))),
                FaderJson.mapper()
                        .convertValue(FaderJson.read(row.getString("measurements"), JsonNode.class), MEASUREMENTS),
                texts(row, "aliases"),
                texts(row, "held_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
