package dev.fader.trainer.engines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Gpus;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.parity.GoldenClip;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code fader trainer engines}: uses every native library and every device once. It says before each what it tries, so
 * that whoever started it knows which of them ended the process.
 */
@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        description = {
            "Use each native library and each device once, and print JSON: a line before and after each, and one at the end.",
            "'fader doctor' calls it and says what to do."
        })
public final class EnginesCommand implements Callable<Integer> {

    private static final String CUDA = "cuda";

    private boolean ok = true;

    /** Something that may fail in any way, as far as ending the process. */
    private interface Trial {

        /** @return whether it went as it should */
        boolean run(ObjectNode line) throws Exception;
    }

    @Override
    public Integer call() {
        for (NativeLibrary library : NativeLibrary.values()) {
            attempt(library.title(), line -> {
                line.put("purpose", library.purpose()).put("version", library.use());
                return true;
            });
        }
        List<Device> devices = new ArrayList<>(List.of(Device.cpu()));
        attempt(CUDA, line -> {
            Gpus gpus = Torch.gpus();
            line.put("in_libtorch", gpus.libtorchHasCuda()).put("gpus", gpus.inMachine());
            for (int n = 0; n < gpus.usable(); n++) {
                devices.add(new Device.Cuda(n));
            }
            return true;
        });
        for (Device device : devices) {
            attempt(device.toString(), line -> {
                try (GoldenClip clip = GoldenClip.on(device)) {
                    double error = clip.error();
                    line.put("largest_error", error).put("bound", GoldenClip.BOUND);
                    return error <= GoldenClip.BOUND;
                }
            });
        }
        System.out.println(Json.MAPPER.createObjectNode().put("name", "engines").put("ok", ok));
        return ExitCode.ofCheck(ok);
    }

    private void attempt(String what, Trial trial) {
        System.out.println(Json.MAPPER.createObjectNode().put("trying", what));
        System.out.flush();
        ObjectNode line = Json.MAPPER.createObjectNode().put("tried", what);
        boolean good = false;
        try {
            good = trial.run(line);
        } catch (Exception | LinkageError e) {
            line.put("failure", e.toString());
        }
        ok &= good;
        System.out.println(line.put("ok", good));
        System.out.flush();
    }
}
