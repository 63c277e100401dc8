package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.audio.DecoderClasspath;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decodes a file in a process of its own. A crash, a hang or a flood there is an {@link AudioException} here, with its
 * reason, and the process never outlives this object.
 */
public final class DecoderProcess implements AudioSource {

    private static final int PIPE_BYTES = 1 << 16;

    private static final String NATIVE_ACCESS = "--enable-native-access";

    private final String name;
    private final DecoderLimits limits;
    private final Process process;
    private final DecoderGuard guard;
    private final DataInputStream in;
    private final AudioFormat format;
    private double[][] block = new double[0][0];
    private int blockFrames;
    private int taken;
    private long frames;
    private boolean ended;

    private DecoderProcess(String name, DecoderLimits limits, List<String> command) throws IOException {
        this.name = name;
        this.limits = limits;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.guard = DecoderGuard.over(process, limits);
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), PIPE_BYTES));
        try {
            this.format = receiveFormat();
            this.block = new double[format.channels()][DecoderMessage.BLOCK_FRAMES];
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a file.
     *
     * @param name for messages
     * @throws AudioException when it is refused
     */
    public static DecoderProcess open(Path file, String name, DecoderLimits limits) throws IOException {
        return new DecoderProcess(name, limits, command(file, name, limits));
    }

    /** As {@link #open}, with another program in the child's place. */
    static DecoderProcess of(String name, DecoderLimits limits, List<String> command) throws IOException {
        return new DecoderProcess(name, limits, command);
    }

    private static List<String> command(Path file, String name, DecoderLimits limits) {
        long heap = Math.max(32L << 20, limits.memoryBytes() / 4);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        // what this process may do with native code, its child may
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(NATIVE_ACCESS))
                .forEach(command::add);
        command.addAll(List.of("-cp", DecoderClasspath.text(), DecoderMain.class.getName()));
        command.addAll(List.of(
                file.toAbsolutePath().toString(),
                name,
                Integer.toString(limits.audio().minSampleRateHz()),
                Integer.toString(limits.audio().maxSampleRateHz()),
                Integer.toString(limits.audio().maxChannels()),
                limits.audio().maxDuration().toString()));
        return command;
    }

    /** What the process took so far, and at last. */
    public record Usage(long peakMemoryBytes, Duration processorTime) {}

    public Usage usage() {
        return guard.usage();
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public int read(double[][] planar, int offset, int count) throws IOException {
        while (taken == blockFrames && !ended) {
            switch (receive()) {
                case DecoderMessage.Frames(int received) -> {
                    frames += received;
                    limits.audio()
                            .check(
                                    name,
                                    format.sampleRateHz(),
                                    format.channels(),
                                    (double) frames / format.sampleRateHz());
                    blockFrames = received;
                    taken = 0;
                }
                case DecoderMessage.End end -> ended = true;
                case DecoderMessage.Format again -> throw died(new IOException("it began twice"));
                case DecoderMessage.Refused(Reason reason, String text) -> throw new AudioException(reason, text);
            }
        }
        if (ended) {
            return -1;
        }
        int some = Math.min(count, blockFrames - taken);
        for (int c = 0; c < planar.length; c++) {
            System.arraycopy(block[c], taken, planar[c], offset, some);
        }
        taken += some;
        return some;
    }

    private AudioFormat receiveFormat() throws IOException {
        return switch (receive()) {
            case DecoderMessage.Format(AudioFormat told) -> {
                // the child has checked this; it is believed only after a check here
                limits.audio().check(name, told.sampleRateHz(), told.channels(), told.estimatedSeconds());
                yield told;
            }
            case DecoderMessage.Refused(Reason reason, String text) -> throw new AudioException(reason, text);
            case DecoderMessage.Frames frames -> throw died(new IOException("it began with frames"));
            case DecoderMessage.End end -> throw died(new IOException("it began with the end"));
        };
    }

    private DecoderMessage receive() throws AudioException {
        guard.waiting(true);
        try {
            return DecoderMessage.read(in, block);
        } catch (IOException e) {
            throw died(e);
        } finally {
            guard.waiting(false);
        }
    }

    private AudioException died(IOException cause) {
        Reason killed = guard.killedFor();
        if (killed != null) {
            return new AudioException(killed, name + " " + guard.why());
        }
        process.destroyForcibly();
        String how = cause instanceof EOFException
                ? "exit code " + process.onExit().join().exitValue()
                : String.valueOf(cause.getMessage());
        return new AudioException(
                Reason.DECODER_CRASHED,
                String.format(Locale.ROOT, "%s made its decoder crash (%s): export it again", name, how));
    }

    @Override
    public void abandon() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        guard.close();
        process.onExit().join();
        in.close();
    }
}
