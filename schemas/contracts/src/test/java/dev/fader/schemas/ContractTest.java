package dev.fader.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.event.EpochEnded;
import dev.fader.schemas.event.EventData;
import dev.fader.schemas.event.FaderEvent;
import dev.fader.schemas.event.ModelPromoted;
import dev.fader.schemas.event.RunChanged;
import dev.fader.schemas.event.TaskChanged;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.PreviewPassage;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.remix.Variant;
import dev.fader.schemas.run.RunChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, JSON Schema files and golden files say the same. */
class ContractTest {

    private static final TaskId TASK = TaskId.parse("task_01890a5d0000700080000000000000a1");

    private static final RunId RUN = RunId.parse("run_01890a5d0000700080000000000000c1");
    private static final String MODEL = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";

    private static final StoredObject OBJECT = new StoredObject(
            "fader",
            "results/" + TASK + "/f1/albums/01.flac",
            123456,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

    static Stream<Arguments> contracts() {
        return Stream.of(
                Arguments.of("ticket-v2", Ticket.of(List.of(TASK), TaskClass.BATCH, TaskKinds.REMIX)),
                Arguments.of(
                        "fader-event-v1",
                        event(new TaskChanged(
                                TASK,
                                BatchId.parse("batch_01890a5d0000700080000000000000b1"),
                                TaskState.FAILED,
                                3,
                                new Failure(FailureClass.BAD_INPUT, "not_audio", "notes.wav holds text")))),
                Arguments.of(
                        "fader-event-v1.run",
                        event(new RunChanged(
                                RUN,
                                RunChange.REFUSED,
                                null,
                                null,
                                new Failure(FailureClass.BAD_INPUT, "bad_config", "no key 'lerningRate'")))),
                Arguments.of(
                        "fader-event-v1.epoch",
                        event(new EpochEnded(RUN, 3, 600, 4.25, 4.5, 1, Map.of("vocals", 4.25), 31.5, "cpu"))),
                Arguments.of(
                        "fader-event-v1.model",
                        event(new ModelPromoted("production", MODEL, OBJECT.sha256(), TASK, null))),
                Arguments.of(
                        "remix-spec-v1",
                        new RemixSpec(
                                new ObjectRef("catalogue", "albums/01.flac"),
                                List.of(
                                        new Variant(
                                                "albums/01",
                                                Map.of("vocals", Gain.MUTE, "drums", new Gain(-3)),
                                                OutputFormat.FLAC,
                                                LoudnessPolicy.target(-14, -1)),
                                        new Variant(
                                                "albums/01-loud",
                                                Map.of("vocals", new Gain(6)),
                                                OutputFormat.SAME,
                                                LoudnessPolicy.NONE),
                                        Variant.of(
                                                "albums/01-drums",
                                                new Stem("drums", true),
                                                OutputFormat.parse("flac/48000"))),
                                RemixSpec.DEFAULT_MODEL,
                                MODEL,
                                30.0)),
                Arguments.of(
                        "remix-result-v1",
                        new RemixResult(
                                List.of(new RemixOutput(
                                        "albums/01",
                                        OBJECT,
                                        new AudioProperties("flac", 441000, 44100, 2, 24, 10.0),
                                        new QualityRecord(
                                                new Loudness(-14.1, -1.0, 6.5),
                                                new Loudness(-13.8, -0.8, null),
                                                -0.5,
                                                0.0,
                                                12,
                                                16,
                                                0.75,
                                                0.5,
                                                -41.5,
                                                -22.25,
                                                List.of("clipped_samples")),
                                        List.of("the chapters, for which FLAC has no place"))),
                                2.5,
                                "cpu",
                                new ModelRef("demo", MODEL),
                                new PreviewPassage(
                                        61.5, 30, OBJECT, List.of(0.25f, 1f), List.of(List.of(0.5f, 0.75f))))),
                Arguments.of(
                        "probe-result-v1",
                        new ProbeResult(
                                new AudioProperties("mp3", 441000, 44100, 2, null, 10.0),
                                160_000,
                                List.of("stream 2 is a picture (png)"))));
    }

    private static FaderEvent event(EventData data) {
        return FaderEvent.of(
                EventId.parse("event_01890a5d0000700080000000000000e1"),
                Instant.parse("2026-11-20T12:00:00.250Z"),
                data);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void aRecordIsWrittenAsItsGoldenFile(String contract, Object record) {
        assertThat(FaderJson.write(record)).isEqualTo(golden(contract));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void aGoldenFileIsReadAsItsRecord(String contract, Object record) {
        assertThat((Object) FaderJson.read(golden(contract), record.getClass())).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void aGoldenFileFollowsItsSchema(String contract, Object record) {
        assertThat(faults(schemaOf(contract), golden(contract))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"tasks\":[\"task_1\"],\"class\":\"batch\",\"kind\":\"remix\",\"alone\":false,\"schemaVersion\":2}",
                "{\"tasks\":[],\"class\":\"batch\",\"kind\":\"remix\",\"alone\":false,\"schemaVersion\":2}",
                "{\"tasks\":[\"task_01890a5d0000700080000000000000a1\"],\"class\":\"urgent\",\"kind\":\"remix\",\"alone\":false,\"schemaVersion\":2}",
                "{\"tasks\":[\"task_01890a5d0000700080000000000000a1\"],\"class\":\"batch\",\"kind\":\"dance\",\"alone\":false,\"schemaVersion\":2}",
                "{\"tasks\":[\"task_01890a5d0000700080000000000000a1\"],\"class\":\"batch\",\"kind\":\"remix\",\"alone\":false,\"schemaVersion\":1}",
                "{\"tasks\":[\"task_01890a5d0000700080000000000000a1\"],\"class\":\"batch\",\"kind\":\"remix\",\"alone\":false,\"schemaVersion\":2,\"x\":1}"
            })
    void aMalformedTicketIsRefusedBySchemaAndRecordAlike(String json) {
        assertThat(faults("ticket-v2", json)).isNotEmpty();
        assertThatThrownBy(() -> FaderJson.read(json, Ticket.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeOfARunIsInTheSchema(RunChange change) {
        String json = FaderJson.write(event(new RunChanged(RUN, change, "ada", null, null)));

        assertThat(faults("fader-event-v1", json)).isEmpty();
    }

    @Test
    void everyEndOfARunIsAChangeToTellOf() {
        assertThat(Arrays.stream(RunState.values())
                        .filter(RunState::isFinal)
                        .map(RunState::name)
                        .map(RunChange::valueOf))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyFinalStateOfATaskIsInTheSchema(TaskState state) {
        String json = FaderJson.write(event(new TaskChanged(TASK, null, state, 1, null)));

        assertThat(faults("fader-event-v1", json).isEmpty()).isEqualTo(state.isFinal());
    }

    @Test
    void anEventOfAnotherTypeIsRefused() {
        String json = golden("fader-event-v1").replace("dev.fader.task.failed", "dev.fader.tape.failed");

        assertThat(faults("fader-event-v1", json)).isNotEmpty();
        assertThatThrownBy(() -> FaderJson.read(json, FaderEvent.class)).hasMessageContaining("tape");
    }

    @Test
    void aTicketThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> FaderJson.read("hello", Ticket.class)).hasMessageContaining("not a Ticket");
    }

    /** Several golden files may follow one schema. */
    private static String schemaOf(String contract) {
        return contract.replaceFirst("\\..*", "");
    }

    private static List<Error> faults(String contract, String json) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("/schema/" + contract + ".json"));
        return schema.validate(json, InputFormat.JSON);
    }

    private static String golden(String contract) {
        return resource("/golden/" + contract + ".json").strip();
    }

    private static String resource(String name) {
        try (InputStream in = ContractTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
