package dev.fader.trainer.combinations;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.fader.trainer.kernels.Kernel;
import dev.fader.trainer.kernels.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kernels' own source, compiled for the processor: emulation.h is the GPU. Needs a C++ compiler. */
final class EmulatedKernels implements Kernels {

    private static final String INSTRUCTIONS = "// ---- instructions";
    private static final String AFTER_THEM = "// ---- parts of kernels";

    private static final String LAUNCHER = """
            extern "C" int launch(const char* name, int gridX, int gridY, int threads, int sharedBytes, void** arguments) {
              std::string kernel = name;
              if (kernel == "products") return launchAll(products, gridX, gridY, threads, sharedBytes, arguments);
              if (kernel == "depthwise") return launchAll(depthwise, gridX, gridY, threads, sharedBytes, arguments);
              if (kernel == "masks") return launchAll(masks, gridX, gridY, threads, sharedBytes, arguments);
              return 0;
            }
            """;

    private final Launcher launcher;

    /** The compiled source. */
    interface Launcher extends Library {

        /** @return 0 for a kernel that there is not, or that wrote beyond its shared memory */
        int launch(String name, int gridX, int gridY, int threads, int sharedBytes, Pointer arguments);
    }

    /** @param folder for what is compiled, empty */
    EmulatedKernels(Path folder, Map<String, Integer> macros) {
        try {
            Path source = Files.writeString(folder.resolve("emulated.cpp"), emulated());
            Path library = folder.resolve("emulated.so");
            // its names are its own, whatever else this process has loaded
            List<String> command =
                    new ArrayList<>(List.of("g++", "-std=c++17", "-O2", "-w", "-shared", "-fPIC", "-Wl,-Bsymbolic"));
            macros.forEach((name, value) -> command.add("-D%s=%d".formatted(name, value)));
            command.addAll(List.of("-o", library.toString(), source.toString()));
            Process compiler =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            this.launcher = Native.load(library.toString(), Launcher.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is a compiler on this machine, one that knows halves. */
    static boolean canBe() {
        try {
            Process compiler = new ProcessBuilder("g++", "-x", "c++", "-fsyntax-only", "-")
                    .redirectErrorStream(true)
                    .start();
            try (Writer source = compiler.outputWriter()) {
                source.write("_Float16 half;\n");
            }
            return compiler.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String emulated() {
        String source = resource("/dev/fader/trainer/kernels/conv_tasnet.cu");
        int instructions = source.indexOf(INSTRUCTIONS);
        int after = source.indexOf(AFTER_THEM);
        return resource("/dev/fader/trainer/combinations/emulation.h")
                + (source.substring(0, instructions) + source.substring(after))
                        .replaceFirst("extern __shared__ [^;]*;", "")
                + LAUNCHER;
    }

    private static String resource(String name) {
        try (InputStream in = EmulatedKernels.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Kernel kernel(String name, int dynamicSharedBytes) {
        return (gridX, gridY, threads, arguments) -> {
            Pointer parameters = arguments.parameters();
            if (launcher.launch(name, gridX, gridY, threads, dynamicSharedBytes, parameters) == 0) {
                throw new IllegalStateException(
                        "%s wrote beyond its %d bytes of shared memory".formatted(name, dynamicSharedBytes));
            }
        };
    }

    @Override
    public void close() {}
}
