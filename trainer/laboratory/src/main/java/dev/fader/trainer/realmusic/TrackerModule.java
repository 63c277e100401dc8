package dev.fader.trainer.realmusic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tracker module, Impulse Tracker's ({@code .it}) or FastTracker 2's ({@code .xm}), of which instruments can be heard alone:
 * the others are silenced in the file itself, so that what plays stays as it was and the parts sum to the whole.
 */
final class TrackerModule {

    private static final String IMPULSE_TRACKER = "IMPM";
    private static final String FAST_TRACKER = "Extended Module: ";

    private final byte[] file;
    private final List<Voice> voices;

    /** What one instrument sounds by. @param silenced what zeros in these parts of the file make silent */
    private record Voice(List<Span> silenced) {}

    private record Span(int begin, int length) {}

    private TrackerModule(byte[] file, List<Voice> voices) {
        this.file = file;
        this.voices = voices;
    }

    /** @throws IOException if it is no such module, or one that plays samples without instruments, or damaged */
    static TrackerModule read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (startsWith(file, IMPULSE_TRACKER)) {
                return new TrackerModule(file, impulseTracker(bytes));
            }
            if (startsWith(file, FAST_TRACKER)) {
                return new TrackerModule(file, fastTracker(bytes));
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(path + " is cut off or damaged: its tables lead out of the file", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        throw new IOException(path + " is no module of Impulse Tracker (.it) or FastTracker 2 (.xm)");
    }

    int instruments() {
        return voices.size();
    }

    /** The module with only these instruments, counted from 1, to be heard. */
    byte[] only(Set<Integer> heard) {
        byte[] altered = file.clone();
        for (int i = 0; i < voices.size(); i++) {
            if (!heard.contains(i + 1)) {
                for (Span span : voices.get(i).silenced()) {
                    Arrays.fill(altered, span.begin(), span.begin() + span.length(), (byte) 0);
                }
            }
        }
        return altered;
    }

    /** All of its instruments. */
    Set<Integer> all() {
        return IntStream.rangeClosed(1, voices.size()).boxed().collect(Collectors.toSet());
    }

    /** An instrument's global volume is one byte of its header. */
    private static List<Voice> impulseTracker(ByteBuffer bytes) {
        int flags = bytes.getShort(0x2C);
        if ((flags & 4) == 0) {
            throw new IllegalArgumentException("it plays samples without instruments, which cannot be told apart");
        }
        int table = 0xC0 + Short.toUnsignedInt(bytes.getShort(0x20));
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(0x22)); i++) {
            int header = bytes.getInt(table + 4 * i);
            if (bytes.getInt(header) != 0x49504D49) { // IMPI
                throw new IllegalArgumentException("it has no instrument where its table says so");
            }
            voices.add(new Voice(List.of(new Span(header + 0x18, 1))));
        }
        return voices;
    }

    /** Volumes may be set by notes; samples are differences, so that zeros are silence. */
    private static List<Voice> fastTracker(ByteBuffer bytes) {
        int at = 60 + bytes.getInt(60);
        for (int pattern = 0; pattern < bytes.getShort(70); pattern++) {
            at += bytes.getInt(at) + Short.toUnsignedInt(bytes.getShort(at + 7));
        }
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < bytes.getShort(72); i++) {
            int samples = Short.toUnsignedInt(bytes.getShort(at + 27));
            int headers = at + bytes.getInt(at);
            int data = headers + 40 * samples;
            int length = 0;
            for (int sample = 0; sample < samples; sample++) {
                length += bytes.getInt(headers + 40 * sample);
            }
            voices.add(new Voice(List.of(new Span(data, length))));
            at = data + length;
        }
        if (at > bytes.capacity()) {
            throw new IndexOutOfBoundsException();
        }
        return voices;
    }

    private static boolean startsWith(byte[] file, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
        return file.length > 80 && Arrays.equals(file, 0, wanted.length, wanted, 0, wanted.length);
    }
}
