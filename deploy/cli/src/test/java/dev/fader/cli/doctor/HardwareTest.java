package dev.fader.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareTest {

    private static final String MEMORY = "MemTotal: 24684084 kB\nMemFree: 100 kB\nMemAvailable: 21227388 kB\n";

    private static String processor(String flags) {
        return "processor\t: 0\nmodel name\t: A CPU @ 2 GHz\nflags\t\t: fpu " + flags + "\n\nprocessor\t: 1\n";
    }

    private static List<Finding> look(String flags, OptionalLong limit) {
        return new Hardware(processor(flags), MEMORY, limit).look();
    }

    @ParameterizedTest
    @CsvSource({
        "avx2 avx512f avx512_bf16 amx_bf16, '32-bit: AVX-512, bfloat16: AMX'",
        "avx2 avx512f avx512_bf16,          '32-bit: AVX-512, bfloat16: AVX512-BF16'",
        "avx2,                              '32-bit: AVX2, bfloat16: no units'"
    })
    void theProcessorIsNamedWithWhatNetworksUseOfIt(String flags, String says) {
        Finding found = look(flags, OptionalLong.empty()).getFirst();

        assertThat(found.verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(found.says()).startsWith("A CPU @ 2 GHz").contains(says);
    }

    @Test
    void aProcessorWithoutVectorsIsSlowAndNotWrong() {
        assertThat(look("sse4_2", OptionalLong.empty()).getFirst().verdict()).isEqualTo(Finding.Verdict.NOTE);
    }

    @Test
    void aContainersLimitCountsWhereItIsLessThanTheMachine() {
        assertThat(look("avx2", OptionalLong.of(2L << 30)).getLast())
                .returns(Finding.Verdict.NOTE, Finding::verdict)
                .satisfies(
                        found -> assertThat(found.says()).startsWith("2.0 GiB").contains("container"));
        assertThat(look("avx2", OptionalLong.of(1L << 50)).getLast())
                .returns(Finding.Verdict.OK, Finding::verdict)
                .satisfies(found -> assertThat(found.says()).isEqualTo("20.2 GiB free"));
    }

    @Test
    void whatTheKernelDoesNotTellIsNotClaimed() {
        assertThat(new Hardware("", "", OptionalLong.empty()).look()).isEmpty();
    }
}
