package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.DecoderClasspath;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of {@link DecoderMain}, which get ready and wait for their file. */
final class DecoderChild {

    private static final String NATIVE_ACCESS = "--enable-native-access";

    private DecoderChild() {}

    static Process start(DecoderLimits limits) throws IOException {
        long heap = Math.max(32L << 20, limits.memoryBytes() / 4);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-XX:ErrorFile=" + crashFile("%p"),
                // what the JVM itself has to say must not come between the messages
                "-XX:+DisplayVMOutputToStderr"));
        // what this process may do with native code, its child may
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(NATIVE_ACCESS))
                .forEach(command::add);
        command.addAll(List.of("-cp", DecoderClasspath.text(), DecoderMain.class.getName()));
        command.addAll(List.of(
                Integer.toString(limits.audio().minSampleRateHz()),
                Integer.toString(limits.audio().maxSampleRateHz()),
                Integer.toString(limits.audio().maxChannels()),
                limits.audio().maxDuration().toString()));
        return new ProcessBuilder(command).start();
    }

    /** Where a virtual machine that crashes writes how; it stays there for whoever looks into it. */
    static Path crashFile(long pid) {
        return crashFile(Long.toString(pid));
    }

    private static Path crashFile(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "fader-decoder-" + pid + ".log");
    }

    /** @throws IOException when it is there no more */
    static void assign(Process child, Path file, String name) throws IOException {
        // not closed: the end of the line is how a child learns that nobody wants it
        DataOutputStream line = new DataOutputStream(child.getOutputStream());
        line.writeUTF(file.toAbsolutePath().toString());
        line.writeUTF(name);
        line.flush();
    }
}
