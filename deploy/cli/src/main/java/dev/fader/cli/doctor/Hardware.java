package dev.fader.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processor and memory, as the kernel tells of them. */
final class Hardware {

    /** A worker with its decoders, the stores and the coordinator (docs/measurements.md). */
    private static final long WANTED_BYTES = 4L << 30;

    private static final double GIGA = 1 << 30;
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:\\s*(.+)$");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s*(\\d+) kB$");

    private final String processors;
    private final String memory;
    private final OptionalLong limit;

    Hardware(String processors, String memory, OptionalLong limit) {
        this.processors = processors;
        this.memory = memory;
        this.limit = limit;
    }

    static Hardware ofThisMachine() {
        return new Hardware(text("/proc/cpuinfo"), text("/proc/meminfo"), limitOfTheContainer());
    }

    List<Finding> look() {
        return Stream.of(processor(), memory()).flatMap(Optional::stream).toList();
    }

    private Optional<Finding> processor() {
        return first(MODEL, processors).map(model -> {
            Set<String> has = new LinkedHashSet<>(
                    Arrays.asList(first(FLAGS, processors).orElse("").split(" ")));
            String says = "%s, %d cores".formatted(model, Runtime.getRuntime().availableProcessors());
            if (!has.contains("avx2")) {
                return Finding.note(
                        "processor", says + ", without AVX2", "expect networks at a fraction of the measured speed");
            }
            return Finding.ok("processor", says + ", 32-bit: " + widest(has) + ", bfloat16: " + bfloat16(has));
        });
    }

    private static String widest(Set<String> has) {
        return has.contains("avx512f") ? "AVX-512" : "AVX2";
    }

    private static String bfloat16(Set<String> has) {
        if (has.contains("amx_bf16")) {
            return "AMX";
        }
        return has.contains("avx512_bf16") ? "AVX512-BF16" : "no units, use 32 bits";
    }

    private Optional<Finding> memory() {
        return first(AVAILABLE, memory).map(kilobytes -> {
            long machine = Long.parseLong(kilobytes) << 10;
            long bytes = Math.min(machine, limit.orElse(Long.MAX_VALUE));
            String says =
                    "%.1f GiB free%s".formatted(bytes / GIGA, bytes < machine ? ", the limit of this container" : "");
            return bytes >= WANTED_BYTES
                    ? Finding.ok("memory", says)
                    : Finding.note(
                            "memory",
                            says,
                            "end something else: a service with one worker takes about %.0f GiB"
                                    .formatted(WANTED_BYTES / GIGA));
        });
    }

    private static OptionalLong limitOfTheContainer() {
        String text = text("/sys/fs/cgroup/memory.max").strip();
        return text.matches("\\d+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException absent) {
            return "";
        }
    }
}
