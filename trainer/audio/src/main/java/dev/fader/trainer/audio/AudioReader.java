package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes audio block by block, in constant memory: WAV, AIFF, FLAC, MP3, M4A and AAC, Ogg Vorbis and Opus.
 *
 * <p>Integer samples come exactly, as {@code k / 2^(bits−1)}. A file that is damaged or cut never looks
 * like a success: {@link #read} throws at the damage or, at the latest, instead of telling the end. Not safe for
 * threads.
 */
public final class AudioReader implements AudioSource {

    private static final int END = -1;

    private final String name;
    private final AudioLimits limits;
    private final SeekableByteChannel channel;
    private final boolean closesChannel;
    private final int stream;
    private final LengthAccount account;
    private final AudioFormat format;
    private final FrameSamples samples = new FrameSamples();
    private final List<String> remarks = new ArrayList<>();
    private Decoder decoder;
    private @Nullable FlacChecksum checksum;
    private int part;
    private long framesBefore;
    private long frames;
    private boolean ended;

    private AudioReader(String name, AudioLimits limits, SeekableByteChannel channel, boolean closesChannel, int stream)
            throws IOException {
        this.name = name;
        this.limits = limits;
        this.channel = channel;
        this.closesChannel = closesChannel;
        if (channel.size() == 0) {
            throw new AudioException(Reason.EMPTY, name + " has no bytes: send it again");
        }
        this.stream = stream;
        this.account = LengthAccount.of(channel, name);
        TagReader tags = TagReader.of(account.tagged(channel), name);
        this.decoder = new Decoder(account, 0, name, limits, tags, stream);
        this.checksum = decoder.checksum();
        try {
            this.format = account.parts().size() == 1 ? decoder.format() : chained(decoder);
            limits.check(name, format.sampleRateHz(), format.channels(), format.estimatedSeconds());
            // so that a file without sound is refused at once
            advance();
        } catch (IOException | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /** The format of files that were chained, all of which must have the same. */
    private AudioFormat chained(Decoder first) throws IOException {
        AudioFormat format = first.format();
        long exact = first.promise().exactFrames();
        double seconds = format.estimatedSeconds();
        for (int link = 1; link < account.parts().size(); link++) {
            try (Decoder next = new Decoder(account, link, name, limits, TagReader.NOTHING, stream)) {
                AudioFormat other = next.format();
                if (!other.codec().equals(format.codec())
                        || other.sampleRateHz() != format.sampleRateHz()
                        || !other.channelLayout().equals(format.channelLayout())) {
                    throw new AudioException(
                            Reason.CHANGES_FORMAT,
                            "%s is chained of %d files, and changes from %s to %s with number %d: split it first"
                                    .formatted(name, account.parts().size(), words(format), words(other), link + 1));
                }
                exact = exact < 0 || other.declaredFrames() < 0 ? -1 : exact + other.declaredFrames();
                seconds += Math.max(0, other.estimatedSeconds());
            }
        }
        return format.withWhole(exact, seconds);
    }

    private static String words(AudioFormat format) {
        return "%s, %s at %d Hz".formatted(format.codec(), format.channelLayout(), format.sampleRateHz());
    }

    /** Loads the libraries that the first reader would load. */
    public static void prepare() {
        Ffmpeg.loadReaders();
    }

    /** Which FFmpeg it is that reads and writes. */
    public static String libraryVersion() {
        return Ffmpeg.version();
    }

    /** Opens a file's default audio stream, or else its first. @throws AudioException when it is refused */
    public static AudioReader open(Path path, AudioLimits limits) throws IOException {
        return open(path, limits, StreamChoice.DEFAULT);
    }

    /**
     * Opens one of the audio streams of a file that has several, as files of stems do.
     *
     * @param stream from 0, counting only audio streams of codecs that are read
     * @throws AudioException when it is refused, NO_AUDIO_STREAM where the file has fewer streams
     */
    public static AudioReader open(Path path, AudioLimits limits, int stream) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new AudioReader(path.getFileName().toString(), limits, channel, true, stream);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens what a channel holds from its beginning to its end. The channel stays the caller's to close.
     *
     * @param name for messages
     * @throws AudioException when it is refused
     */
    public static AudioReader open(SeekableByteChannel channel, String name, AudioLimits limits) throws IOException {
        return new AudioReader(name, limits, channel, false, StreamChoice.DEFAULT);
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(remarks.stream(), decoder.remarks().stream())
                .distinct()
                .toList();
    }

    /** Frames given so far. */
    public long frames() {
        return frames;
    }

    /**
     * Reads the next frames into {@code planar[channel][offset…]}.
     *
     * @return how many, at least one; −1 at the end of a file that was whole
     * @throws AudioException when the file is damaged, cut, or longer than the limits allow
     */
    @Override
    public int read(double[][] planar, int offset, int count) throws IOException {
        if (planar.length != format().channels()) {
            throw new IllegalArgumentException(
                    name + " has " + format().channels() + " channels, the array " + planar.length);
        }
        int done = 0;
        while (done < count && !ended) {
            if (samples.remaining() == 0) {
                advance();
                continue;
            }
            int some = Math.min(count - done, samples.remaining());
            samples.take(planar, offset + done, some);
            if (checksum != null) {
                checksum.update(planar, offset + done, some);
            }
            done += some;
        }
        if (done == 0 && count > 0) {
            return END;
        }
        frames += done;
        return done;
    }

    /** Decodes the next frame, or finds the end and whether it is the right one. */
    private void advance() throws IOException {
        boolean more = decoder.next(samples);
        int notFinite = samples.firstNotFinite();
        if (notFinite >= 0) {
            throw new AudioException(
                    Reason.NOT_FINITE,
                    name + " has a sample that is infinite or not a number in frame "
                            + (framesBefore + decoder.framesDecoded() - samples.remaining() + notFinite)
                            + ": export it again, as integers if it happens again");
        }
        limits.check(
                name,
                format().sampleRateHz(),
                format().channels(),
                (double) (framesBefore + decoder.framesDecoded()) / format().sampleRateHz());
        if (!more && part + 1 < account.parts().size()) {
            nextPart();
        } else if (!more) {
            ended = true;
            if (framesBefore + decoder.framesDecoded() == 0) {
                throw new AudioException(
                        Reason.EMPTY, name + " holds no sound: not one frame could be decoded: export it again");
            }
            if (checksum != null && !checksum.holds()) {
                throw new AudioException(
                        Reason.DECODE_ERRORS,
                        name + " is damaged: its samples differ from its own checksum: fetch it again");
            }
        }
    }

    private void nextPart() throws IOException {
        framesBefore += decoder.framesDecoded();
        remarks.addAll(decoder.remarks());
        decoder.close();
        part++;
        decoder = new Decoder(account, part, name, limits, TagReader.NOTHING, stream);
        checksum = decoder.checksum();
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        if (closesChannel) {
            channel.close();
        }
    }
}
