package dev.fader.queue.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fader.queue.TestDatabase;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.event.ModelPromoted;
import dev.fader.schemas.model.AliasMove;
import dev.fader.schemas.model.ModelLineage;
import dev.fader.schemas.model.ModelNames;
import dev.fader.schemas.model.ModelView;
import dev.fader.schemas.remix.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRowsTest {

    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final String FIRST = "aaaaaaaa" + "1".repeat(56);
    private static final String SECOND = "aaaaaaaa" + "2".repeat(56);

    private final TestDatabase database = TestDatabase.create();

    @Test
    void aModelThatIsRegisteredAgainKeepsWhatIsKnownAndLearnsTheRest() {
        RunId run = RunId.create();
        register(FIRST, ModelLineage.UNKNOWN, Map.of("loss", 1.0));

        register(FIRST, new ModelLineage(run, 7L, null, "songs", "s", Map.of()), Map.of("loss", 2.0, "sdr", 6.5));

        ModelView model = database.jdbi()
                .withHandle(handle -> ModelRows.find(handle, FIRST, SILENCE))
                .orElseThrow();
        assertThat(model.lineage()).isEqualTo(new ModelLineage(run, 7L, null, "songs", "s", Map.of()));
        assertThat(model.measurements()).isEqualTo(Map.of("loss", 1.0, "sdr", 6.5));
        assertThat(model.object().key()).isEqualTo("models/" + FIRST + ".safetensors");
        List<ModelView> all = database.jdbi().withHandle(handle -> ModelRows.list(handle, SILENCE, 10));
        assertThat(all).hasSize(1);
    }

    @Test
    void aModelIsNamedByAliasHashOrABeginningThatIsLikeNoOther() {
        register(FIRST, ModelLineage.UNKNOWN, Map.of());
        register(SECOND, ModelLineage.UNKNOWN, Map.of());
        database.jdbi()
                .useHandle(handle -> assertThat(AliasRows.setFirst(handle, "default", SECOND))
                        .isTrue());

        assertThat(named("default")).containsExactly(SECOND);
        assertThat(named(FIRST)).containsExactly(FIRST);
        assertThat(named(FIRST.substring(0, 9))).containsExactly(FIRST);
        assertThat(named(FIRST.substring(0, 8))).hasSize(2);
        assertThat(named(FIRST.substring(0, 7))).isEmpty();
        assertThat(named("%".repeat(8))).isEmpty();
    }

    @Test
    void anAliasMovesFromTheIncumbentOnlyAndEveryMoveIsWrittenDown() {
        TaskId promotion = TaskId.create();
        register(FIRST, ModelLineage.UNKNOWN, Map.of());
        register(SECOND, ModelLineage.UNKNOWN, Map.of());

        database.jdbi().useTransaction(handle -> {
            assertThat(AliasRows.setFirst(handle, "production", FIRST)).isTrue();
            assertThat(AliasRows.setFirst(handle, "production", SECOND)).isFalse();
            assertThat(AliasRows.setFirstAs(handle, "stage", "nothing")).isFalse();
            assertThat(AliasRows.promote(handle, "production", SECOND, FIRST, promotion))
                    .isFalse();
            assertThat(AliasRows.promote(handle, "production", FIRST, SECOND, promotion))
                    .isTrue();
            AliasRows.overrule(handle, "production", FIRST, "the drums were better");
        });

        assertThat(database.jdbi()
                        .withHandle(handle -> AliasRows.find(handle, "production"))
                        .orElseThrow()
                        .moves())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("movedAt")
                .containsExactly(
                        move(SECOND, FIRST, null, "the drums were better"),
                        move(FIRST, SECOND, promotion, null),
                        move(null, FIRST, null, null));
        List<ModelPromoted> told = database.jdbi()
                .withHandle(handle -> handle.select(
                                "SELECT CAST(data AS text) FROM event WHERE about = 'model' ORDER BY seq")
                        .map((row, context) -> FaderJson.read(row.getString(1), ModelPromoted.class))
                        .list());
        assertThat(told)
                .containsExactly(
                        new ModelPromoted("production", null, FIRST, null, null),
                        new ModelPromoted("production", FIRST, SECOND, promotion, null),
                        new ModelPromoted("production", SECOND, FIRST, null, "the drums were better"));
    }

    @Test
    void aModelSaysWhichLivingWorkersHoldIt() {
        register(FIRST, ModelLineage.UNKNOWN, Map.of());
        database.worker("lives", 1);
        database.worker("silent", 1);
        database.worker("holds-another", 1);
        database.execute("UPDATE worker SET models = ARRAY['" + FIRST + "'] WHERE id <> 'holds-another'");
        database.letFallSilent("silent");

        ModelView model = database.jdbi()
                .withHandle(handle -> ModelRows.find(handle, FIRST, SILENCE))
                .orElseThrow();
        assertThat(model.heldBy()).containsExactly("lives");
    }

    @Test
    void whatCouldBeAHashIsNoAlias() {
        assertThat(ModelNames.aliasFault("production")).isNull();
        assertThat(ModelNames.aliasFault("deadbeef")).contains("SHA-256");
        assertThat(ModelNames.aliasFault("No Alias")).contains("expected");
    }

    private static AliasMove move(String from, String to, TaskId promotion, String reason) {
        return new AliasMove(from, to, promotion, reason != null, reason, java.time.Instant.EPOCH);
    }

    private List<String> named(String name) {
        return database.jdbi().withHandle(handle -> ModelRows.named(handle, name)).stream()
                .map(KnownModel::sha256)
                .toList();
    }

    private void register(String sha256, ModelLineage lineage, Map<String, Double> measurements) {
        database.jdbi()
                .useHandle(handle -> ModelRows.register(
                        handle,
                        new NewModel(
                                new StoredObject("fader", ModelNames.key(sha256), 5, sha256),
                                "conv_tasnet",
                                JsonNodeFactory.instance.objectNode(),
                                List.of("vocals", "other"),
                                44_100,
                                lineage,
                                measurements)));
    }
}
