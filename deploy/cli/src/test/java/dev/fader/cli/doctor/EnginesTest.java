package dev.fader.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.schemas.FaderJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesTest {

    private static Engines said(String... lines) {
        return new Engines(parsed(lines), Optional.empty());
    }

    private static List<JsonNode> parsed(String... lines) {
        return Arrays.stream(lines)
                .map(line -> FaderJson.read(line, JsonNode.class))
                .toList();
    }

    @Test
    void whatEndedTheProcessIsNamedByWhatItTriedLast() {
        List<JsonNode> lines = parsed(
                "{\"trying\":\"libtorch\"}",
                "{\"tried\":\"libtorch\",\"version\":\"2.7.1\",\"purpose\":\"networks\",\"ok\":true}",
                "{\"trying\":\"FFmpeg\"}");

        List<Finding> found = new Engines(lines, Optional.of("it was ended by signal 11")).look();

        assertThat(found)
                .extracting(Finding::check, Finding::verdict)
                .containsExactly(tuple("libtorch", Finding.Verdict.OK), tuple("FFmpeg", Finding.Verdict.WRONG));
        assertThat(found.getLast().says()).contains("signal 11");
    }

    @Test
    void aProcessThatSaidNothingIsWrong() {
        assertThat(new Engines(List.of(), Optional.of("it did not end")).look())
                .singleElement()
                .satisfies(found -> assertThat(found.isWrong()).isTrue());
    }

    @Test
    void aDeviceThatComputesWrongIsNotGivenWork() {
        Finding found = said("{\"tried\":\"cuda:0\",\"largest_error\":0.5,\"bound\":5e-4,\"ok\":false}")
                .look()
                .getFirst();

        assertThat(found.isWrong()).isTrue();
        assertThat(found.remedy()).contains("fader.worker.device");
    }

    /** Of a driver, the CUDA runtime and libtorch, each may see a GPU that another does not. */
    @ParameterizedTest
    @CsvSource({
        "'',        false, 0, OK,    processor",
        "H100 80GB, false, 1, NOTE,  libtorch has no CUDA",
        "'',        true,  0, WRONG, neither a driver",
        "H100 80GB, true,  0, WRONG, the driver sees 1",
        "H100 80GB, true,  1, OK,    1 for networks"
    })
    void whereTheySeeDifferentThingsThePageIsNamed(
            String byDriver, boolean inLibtorch, int gpus, Finding.Verdict verdict, String says) {
        Engines engines =
                said("{\"tried\":\"cuda\",\"in_libtorch\":%b,\"gpus\":%d,\"ok\":true}".formatted(inLibtorch, gpus));

        Finding found = new Graphics(byDriver.isEmpty() ? List.of() : List.of(byDriver), engines, Map.of())
                .look()
                .getLast();

        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.says()).contains(says);
        assertThat(found.remedy() == null).isEqualTo(verdict == Finding.Verdict.OK);
    }

    @Test
    void aFolderWithoutLibtorchIsNamed() {
        assertThat(new Graphics(List.of(), said(), Map.of("PYTORCH_LIBRARY_PATH", "/nowhere/lib")).look())
                .first()
                .satisfies(found -> assertThat(found.isWrong()).isTrue())
                .satisfies(found -> assertThat(found.says()).contains("/nowhere/lib"));
    }
}
