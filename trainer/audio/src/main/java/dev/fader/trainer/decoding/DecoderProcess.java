package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioException.Reason;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Decodes a file in a process of its own. A crash, a hang or a flood there is an {@link AudioException} here, with its
 * reason, and the process never outlives this object.
 */
public final class DecoderProcess implements AudioSource {

    private static final int PIPE_BYTES = 1 << 16;
    /** How long one may take to end that has begun to talk nonsense. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String name;
    private final DecoderLimits limits;
    private final Process process;
    private final DecoderGuard guard;
    private final ErrorOutput errors;
    private final DataInputStream in;
    private final AudioFormat format;
    private List<String> remarks = List.of();
    private double[][] block = new double[0][0];
    private int blockFrames;
    private int taken;
    private long frames;
    private boolean ended;

    /** @param process that knows its file; ended with this object */
    DecoderProcess(String name, DecoderLimits limits, Process process) throws IOException {
        this.name = name;
        this.limits = limits;
        this.process = process;
        this.guard = DecoderGuard.over(process, limits);
        this.errors = ErrorOutput.of(process.getErrorStream());
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), PIPE_BYTES));
        try {
            this.format = receiveFormat();
            this.block = new double[format.channels()][DecoderMessage.BLOCK_FRAMES];
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a file in a process that is started for it.
     *
     * @param name for messages
     * @throws AudioException when it is refused
     */
    public static DecoderProcess open(Path file, String name, DecoderLimits limits) throws IOException {
        return new DecoderProcess(name, limits, startFor(file, name, limits));
    }

    static Process startFor(Path file, String name, DecoderLimits limits) throws IOException {
        Process child = DecoderChild.start(limits);
        try {
            DecoderChild.assign(child, file, name);
        } catch (IOException e) {
            // it has ended already; its exit code and its last words will say why
        }
        return child;
    }

    /** What the process took so far, and at last. */
    public record Usage(long peakMemoryBytes, Duration processorTime) {}

    long pid() {
        return process.pid();
    }

    public Usage usage() {
        return guard.usage();
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public List<String> remarks() {
        return remarks;
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
                case DecoderMessage.End(List<String> all) -> {
                    remarks = all;
                    ended = true;
                }
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
            case DecoderMessage.Format(AudioFormat claimed, List<String> known) -> {
                remarks = known;
                // the child has checked this; it is believed only after a check here
                limits.audio().check(name, claimed.sampleRateHz(), claimed.channels(), claimed.estimatedSeconds());
                yield claimed;
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
        guard.waiting(false);
        // a process that ends closes its output first; killed before it has ended, it could not tell why
        // a virtual machine that crashes says so on its standard output, too, amidst what it was writing, and waits for
        // room
        var unused = ErrorOutput.of(in);
        boolean ended = awaitEnd(cause instanceof EOFException ? limits.stall() : LAST_WORDS);
        String how = ended
                ? "exit code " + process.exitValue() + lastWords()
                : cause instanceof EOFException ? "it fell silent" : String.valueOf(cause.getMessage());
        // closes its streams as well, so what it said is read before
        process.destroyForcibly();
        Reason killed = guard.killedFor();
        if (killed != null) {
            return new AudioException(killed, name + " " + guard.why());
        }
        Throwable broken = guard.broken();
        if (broken != null) {
            return new AudioException(Reason.IO, "the watch over the decoder of " + name + " broke", broken);
        }
        return new AudioException(
                Reason.DECODER_CRASHED,
                String.format(
                        Locale.ROOT,
                        "%s made its decoder crash (%s), which is a fault of the decoder: report it, with the file",
                        name,
                        how));
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastWords() {
        try {
            String said = errors.why();
            String why = said.isEmpty() ? ErrorOutput.crash(DecoderChild.crashFile(process.pid())) : said;
            return why.isEmpty() ? "" : ": " + why;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
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
