package dev.fader.schemas.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.schemas.FaderJson;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskKindsTest {

    @Test
    void everyKindIsInTheListOnceAndUnderItsOwnName() {
        var permitted = Arrays.stream(TaskKind.class.getPermittedSubclasses()).collect(Collectors.toSet());

        assertThat(TaskKinds.ALL.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(permitted);
        assertThat(TaskKinds.ALL)
                .allSatisfy(kind ->
                        assertThat((Object) TaskKinds.named(kind.name())).isEqualTo(kind));
    }

    @Test
    void aKindIsItsNameInJson() {
        assertThat(FaderJson.write(TaskKinds.PROBE)).isEqualTo("\"probe\"");
        assertThat((Object) FaderJson.read("\"probe\"", TaskKind.class)).isEqualTo(TaskKinds.PROBE);
    }

    @Test
    void aNameThatIsNoKindIsRefusedWithTheNamesThatAre() {
        assertThatThrownBy(() -> TaskKinds.named("dance")).hasMessageContaining("remix, separate, probe, ");
    }
}
