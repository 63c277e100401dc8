package dev.fader.coordinator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.coordinator.OwnerTest;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.storage.Inputs;
import dev.fader.queue.model.AliasRows;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.model.RegisterModel;
import dev.fader.schemas.model.TrialSpec;
import dev.fader.schemas.model.TrialView;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that clients bring. */
@QuarkusTest
class RegistrationTest extends OwnerTest {

    private static final ObjectRef FILE = new ObjectRef(null, "uploads/1/a.separator");

    @Inject
    Inputs inputs;

    @Inject
    LimitsConfig limits;

    @Inject
    Fleet fleet;

    private final String name = "brought-" + UUID.randomUUID().toString().substring(0, 6);
    private Registrations open;

    @BeforeEach
    void allow() {
        open = new Registrations(jdbi, () -> true, inputs, limits, fleet);
    }

    @Test
    void aServiceTakesNoModelsUnlessItsOperatorSaysSo() throws Exception {
        assertThat(problem(
                                post("/v1/models", "{\"name\": \"x\", \"file\": {\"key\": \"uploads/1/a.separator\"}}"),
                                ProblemType.FORBIDDEN)
                        .detail())
                .contains("fader.models.accept-uploads");
    }

    @Test
    void aModelThatIsBroughtIsATaskOfTheClassThatPeopleWaitFor() throws Exception {
        TrialView begun = open.begin(new RegisterModel(FILE, name));
        TaskView task = read(get("/v1/tasks/" + begun.task()), TaskView.class);
        // nobody runs it here, and others look at what waits
        post("/v1/tasks/" + begun.task() + "/cancel", "");

        assertThat(begun.warning()).contains("no living worker tries models");
        assertThat(task.taskClass()).isEqualTo(TaskClass.INTERACTIVE);
        assertThat(task.spec(TaskKinds.TRIAL)).isEqualTo(new TrialSpec(FILE, null, name));
    }

    @Test
    void aNameThatIsTakenOrNoneAndAFileThatCannotBeReadAreRefused() {
        String model = RegisteredModel.of(jdbi, List.of("vocals", "drums", "bass", "other"));
        jdbi.useTransaction(handle -> {
            // other tests of this process submit to it
            AliasRows.setFirst(handle, RemixSpec.DEFAULT_MODEL, model);
            AliasRows.setFirst(handle, name, model);
        });

        refused(new RegisterModel(FILE, name), ProblemType.CONFLICT, model);
        refused(new RegisterModel(FILE, "Not a name"), ProblemType.INVALID_MODEL, "/name");
        refused(new RegisterModel(null, name), ProblemType.INVALID_MODEL, "/file/key");
        refused(new RegisterModel(new ObjectRef("others", "a"), name), ProblemType.INVALID_MODEL, "/file/bucket");
    }

    private void refused(RegisterModel asked, ProblemType type, String word) {
        assertThatThrownBy(() -> open.begin(asked)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().type()).isEqualTo(type);
            assertThat(refusal.problem().toString()).contains(word);
        });
    }
}
