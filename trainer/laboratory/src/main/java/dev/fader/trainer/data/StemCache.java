package dev.fader.trainer.data;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.Resampler;
import dev.fader.trainer.audio.WavFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Decoded stems on disk, so that training reads any second of a FLAC or AAC stem as fast as of a WAV file.
 *
 * <p>A file's name is made of what it was decoded from (path, size, time of change, stream) and of its rate: a changed stem is decoded
 * again. It gets that name when it is whole, so processes may share a cache. When more than the bound is kept, what was
 * used longest ago goes. Lossless stems keep their bits; others become 32-bit floats. Safe for threads.
 */
public final class StemCache {

    /** For a stem that is kept at the rate that it has. */
    static final int OWN_RATE = 0;

    /** Of a file name: 128 bits in hexadecimal. */
    private static final int KEY_LENGTH = 32;

    private static final String FOLDER_VARIABLE = "FADER_STEM_CACHE";
    private static final String BOUND_VARIABLE = "FADER_STEM_CACHE_GB";
    private static final long DEFAULT_GB = 64;
    private static final int BLOCK_FRAMES = 8192;
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final long mostBytes;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /** @param mostBytes how much is kept */
    public StemCache(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * The user's cache: {@code ~/.cache/fader/stems} with up to 64 GB, or what the environment's
     * {@code FADER_STEM_CACHE} and {@code FADER_STEM_CACHE_GB} say.
     */
    public static StemCache standard() {
        Map<String, String> environment = System.getenv();
        Path caches = Path.of(environment.getOrDefault(
                "XDG_CACHE_HOME",
                Path.of(System.getProperty("user.home"), ".cache").toString()));
        Path folder = Path.of(environment.getOrDefault(
                FOLDER_VARIABLE, caches.resolve("fader").resolve("stems").toString()));
        String gigabytes = environment.getOrDefault(BOUND_VARIABLE, Long.toString(DEFAULT_GB));
        try {
            return new StemCache(folder, (long) (Double.parseDouble(gigabytes) * 1e9));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    BOUND_VARIABLE + " is '" + gigabytes + "': give it a number of gigabytes", e);
        }
    }

    /** @param rateHz what is kept at another rate than it has is kept as it is computed */
    static AudioEncoding encodingFor(AudioFormat format, int rateHz) {
        if (rateHz != OWN_RATE || !format.lossless() || format.floating() || format.bits() > 24) {
            return AudioEncoding.WAV_32_FLOAT;
        }
        return format.bits() > 16 ? AudioEncoding.WAV_24 : AudioEncoding.WAV_16;
    }

    /** @throws IOException when so much cannot be kept, and reading it would decode without end */
    void requireRoomFor(long bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException(
                    "the data set takes %.1f GB when decoded, and %s may hold %.1f GB: raise %s, or convert it to WAV"
                            .formatted(bytes / 1e9, folder, mostBytes / 1e9, BOUND_VARIABLE));
        }
    }

    boolean has(StemPlace place, int rateHz) throws IOException {
        return Files.exists(folder.resolve(key(place, rateHz) + ".wav"));
    }

    /** Opens a stem's samples at a rate, and decodes and resamples them first when that has not been done. */
    WavFile open(StemPlace place, int rateHz) throws IOException {
        String key = key(place, rateHz);
        Path file = folder.resolve(key + ".wav");
        synchronized (locks.computeIfAbsent(key, unused -> new Object())) {
            if (!Files.exists(file)) {
                decode(place, rateHz, file);
            } else if (used.add(key)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            try {
                return WavFile.open(file);
            } catch (IOException damaged) {
                // or removed by another process just now
                decode(place, rateHz, file);
                return WavFile.open(file);
            }
        }
    }

    private static String key(StemPlace place, int rateHz) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(place.file(), BasicFileAttributes.class);
        String identity = "%s|%d|%d|%d%s"
                .formatted(
                        place.file().toRealPath(),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis(),
                        place.stream(),
                        rateHz == OWN_RATE ? "" : "|" + rateHz);
        return Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
    }

    private void decode(StemPlace place, int rateHz, Path to) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, to.getFileName().toString(), ".partial");
        try (AudioReader reader = AudioReader.open(place.file(), AudioLimits.DEFAULT, place.stream())) {
            AudioFormat format = reader.format();
            int keptHz = rateHz == OWN_RATE ? format.sampleRateHz() : rateHz;
            AudioOutput output = AudioOutput.of(encodingFor(format, rateHz), keptHz, format.channels());
            try (AudioWriter writer = AudioWriter.create(partial, output)) {
                if (rateHz == OWN_RATE) {
                    copy(reader, writer::write);
                } else {
                    resample(reader, rateHz, writer::write);
                }
                writer.finish();
            }
            Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        evict(to);
    }

    private static void resample(AudioReader reader, int rateHz, Resampler.Sink to) throws IOException {
        AudioFormat format = reader.format();
        try (Resampler resampler = new Resampler(format.sampleRateHz(), rateHz, format.channels())) {
            copy(reader, (planar, offset, count) -> resampler.push(planar, offset, count, to));
            resampler.finish(to);
        }
    }

    private static void copy(AudioReader reader, Resampler.Sink to) throws IOException {
        double[][] block = new double[reader.format().channels()][BLOCK_FRAMES];
        for (int read = reader.read(block, 0, BLOCK_FRAMES); read >= 0; read = reader.read(block, 0, BLOCK_FRAMES)) {
            to.accept(block, 0, read);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** One kept file. */
    private record Kept(Path file, long bytes, FileTime used) {}

    private synchronized void evict(Path newest) throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    boolean abandoned = file.toString().endsWith(".partial")
                            && attributes
                                    .lastModifiedTime()
                                    .toInstant()
                                    .isBefore(Instant.now().minus(ABANDONED));
                    if (abandoned) {
                        Files.deleteIfExists(file);
                    } else {
                        kept.add(new Kept(file, attributes.size(), attributes.lastModifiedTime()));
                    }
                } catch (NoSuchFileException e) {
                    // another process has moved or removed it
                }
            }
        }
        kept.sort(Comparator.comparing(Kept::used));
        long bytes = kept.stream().mapToLong(Kept::bytes).sum();
        for (Kept oldest : kept) {
            if (bytes <= mostBytes) {
                return;
            }
            if (!oldest.file().equals(newest) && oldest.file().toString().endsWith(".wav")) {
                Files.deleteIfExists(oldest.file());
                bytes -= oldest.bytes();
            }
        }
    }
}
