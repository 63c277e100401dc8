package dev.fader.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the driver, the CUDA runtime and libtorch each see of NVIDIA's GPUs: where they differ is where to look. */
final class Graphics {

    private static final String CHECK = "gpu";
    private static final String PAGE = "docs/gpu.md";

    private final List<String> byDriver;
    private final Engines engines;
    private final Map<String, String> environment;

    /** @param byDriver a line for each GPU */
    Graphics(List<String> byDriver, Engines engines, Map<String, String> environment) {
        this.byDriver = List.copyOf(byDriver);
        this.engines = engines;
        this.environment = Map.copyOf(environment);
    }

    static Graphics of(Engines engines) {
        return new Graphics(
                Programs.lines("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"),
                engines,
                System.getenv());
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (String gpu : byDriver) {
            findings.add(Finding.ok(CHECK, gpu + " (driver)"));
        }
        String library = environment.get("PYTORCH_LIBRARY_PATH");
        if (library != null && !Files.exists(Path.of(library, "libtorch.so"))) {
            findings.add(Finding.wrong(
                    CHECK,
                    "PYTORCH_LIBRARY_PATH is %s, where there is no libtorch.so".formatted(library),
                    "set it to the folder 'lib' of a libtorch; " + PAGE));
        }
        findings.add(conclusion());
        return findings;
    }

    private Finding conclusion() {
        if (!engines.libtorchHasCuda()) {
            return byDriver.isEmpty()
                    ? Finding.ok(CHECK, "none seen by a driver; networks run on the processor")
                    : Finding.note(
                            CHECK,
                            "not used: libtorch has no CUDA, so networks run on the processor",
                            "name a libtorch that has; " + PAGE);
        }
        if (engines.gpus() == 0) {
            return Finding.wrong(
                    CHECK,
                    byDriver.isEmpty()
                            ? "libtorch has CUDA, and neither a driver nor the CUDA runtime sees a GPU"
                            : "the driver sees %d, the CUDA runtime none".formatted(byDriver.size()),
                    "update the driver, give the container the GPU, or look at CUDA_VISIBLE_DEVICES; " + PAGE);
        }
        return Finding.ok(CHECK, "%d for networks, as libtorch and the CUDA runtime see it".formatted(engines.gpus()));
    }
}
