package dev.fader.trainer.separation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Estimates of a whole signal's sources that were made before, in a file: remixes of one song at many gains cost one
 * separation. The file is a header and the samples, {@code [frame][source][channel]}, as little-endian floats.
 */
public final class KeptStems implements Separator {

    private static final long MAGIC = 0x314d455453444146L;
    private static final int HEADER_BYTES = 64;
    private static final int BLOCK_FRAMES = 1 << 13;
    private static final int CHUNK_FRAMES = 1 << 17;
    private static final int FADE_FRAMES = 1 << 10;

    private final FileChannel file;
    private final Shape shape;
    private final List<String> sources;
    private final String deviceName;

    /**
     * What the header says.
     *
     * @param seamDb how much neighbouring chunks disagreed where they met, at the worst, in dB of the signal; NaN for one chunk
     */
    record Shape(int sources, int channels, int sampleRateHz, long frames, double seamDb, long checksum) {

        int frameBytes() {
            return sources * channels * Float.BYTES;
        }
    }

    private KeptStems(FileChannel file, Shape shape, List<String> sources, String deviceName) {
        this.file = file;
        this.shape = shape;
        this.sources = List.copyOf(sources);
        this.deviceName = deviceName;
    }

    /**
     * @param sources in their order
     * @param deviceName what made them, as results name it
     * @throws IOException if the file is damaged, or holds stems of something else
     */
    public static KeptStems open(Path path, List<String> sources, int sampleRateHz, String deviceName)
            throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Shape shape = header(file, path);
            if (shape.sources() != sources.size() || shape.sampleRateHz() != sampleRateHz) {
                throw new IOException("%s holds %d stems at %d Hz, not %s at %d Hz"
                        .formatted(path, shape.sources(), shape.sampleRateHz(), sources, sampleRateHz));
            }
            KeptStems stems = new KeptStems(file, shape, sources, deviceName);
            if (stems.checksum() != shape.checksum()) {
                throw new IOException(path + " is damaged: its checksum is another");
            }
            return stems;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Shape header(FileChannel file, Path path) throws IOException {
        ByteBuffer header = little(HEADER_BYTES);
        readFully(file, header, 0);
        if (header.position() < HEADER_BYTES || header.getLong(0) != MAGIC) {
            throw new IOException(path + " is no file of kept stems");
        }
        Shape shape = new Shape(
                header.getInt(8),
                header.getInt(12),
                header.getInt(16),
                header.getLong(24),
                header.getDouble(32),
                header.getLong(40));
        if (shape.sources() < 1
                || shape.channels() < 1
                || file.size() - HEADER_BYTES != shape.frames() * shape.frameBytes()) {
            throw new IOException(path + " is damaged: it is not as long as it says");
        }
        return shape;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void readFully(FileChannel file, ByteBuffer into, long at) throws IOException {
        long position = at;
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = file.read(into, position);
            position += Math.max(0, read);
        }
    }

    private long checksum() throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer block = little(1 << 20);
        for (long at = HEADER_BYTES; at < file.size(); at += block.limit()) {
            block.clear();
            readFully(file, block, at);
            block.flip();
            sum.update(block.duplicate());
        }
        return sum.getValue();
    }

    /** Bytes that such a file takes. */
    public static long bytes(int sources, int channels, long frames) {
        return HEADER_BYTES + (long) sources * channels * Float.BYTES * frames;
    }

    @Override
    public List<String> sources() {
        return sources;
    }

    @Override
    public int sampleRateHz() {
        return shape.sampleRateHz();
    }

    /** Any will do: neighbouring chunks are the same where they meet. */
    @Override
    public ChunkPlan chunkPlan() {
        return new ChunkPlan(CHUNK_FRAMES - FADE_FRAMES, FADE_FRAMES, 0);
    }

    @Override
    public String deviceName() {
        return deviceName;
    }

    @Override
    public double seamDb() {
        return shape.seamDb();
    }

    @Override
    public float[] combine(Part part, List<Row> rows) {
        if (part.channels() != shape.channels()) {
            throw new IllegalArgumentException(
                    "the stems have %d channels, the mixture %d".formatted(shape.channels(), part.channels()));
        }
        int samples = part.samples();
        float[] all = new float[part.channels() * rows.size() * samples];
        long from = Math.max(0, part.start());
        long end = Math.min(shape.frames(), part.start() + samples);
        ByteBuffer block = little(BLOCK_FRAMES * shape.frameBytes());
        try {
            for (long at = from; at < end; ) {
                int some = (int) Math.min(BLOCK_FRAMES, end - at);
                block.clear().limit(some * shape.frameBytes());
                readFully(file, block, HEADER_BYTES + at * shape.frameBytes());
                add(block.flip(), some, (int) (at - part.start()), samples, rows, all);
                at += some;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read kept stems", e);
        }
        return all;
    }

    private void add(ByteBuffer block, int frames, int to, int samples, List<Row> rows, float[] all) {
        int channels = shape.channels();
        for (int i = 0; i < frames; i++) {
            for (int k = 0; k < shape.sources(); k++) {
                for (int c = 0; c < channels; c++) {
                    float estimate = block.getFloat();
                    for (int r = 0; r < rows.size(); r++) {
                        all[(c * rows.size() + r) * samples + to + i] +=
                                rows.get(r).weights()[k] * estimate;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close kept stems", e);
        }
    }

    /** Writes such a file; without {@link #finish} it is none. */
    public static final class Writer implements Closeable {

        private final FileChannel file;
        private final int sources;
        private final int channels;
        private final int sampleRateHz;
        private final CRC32C sum = new CRC32C();
        private long frames;

        public Writer(Path path, int sources, int channels, int sampleRateHz) throws IOException {
            this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.sources = sources;
            this.channels = channels;
            this.sampleRateHz = sampleRateHz;
            drain(ByteBuffer.allocate(HEADER_BYTES), 0);
        }

        /** @param stems [source][channel][from…] */
        public void write(double[][][] stems, int from, int count) throws IOException {
            ByteBuffer block = little(count * sources * channels * Float.BYTES);
            for (int i = from; i < from + count; i++) {
                for (double[][] stem : stems) {
                    for (double[] channel : stem) {
                        block.putFloat((float) channel[i]);
                    }
                }
            }
            block.flip();
            sum.update(block.duplicate());
            drain(block, HEADER_BYTES + frames * sources * channels * Float.BYTES);
            frames += count;
        }

        /** Makes it whole. @param seamDb as in {@link Shape} */
        public void finish(double seamDb) throws IOException {
            ByteBuffer header = little(HEADER_BYTES)
                    .putLong(0, MAGIC)
                    .putInt(8, sources)
                    .putInt(12, channels)
                    .putInt(16, sampleRateHz)
                    .putLong(24, frames)
                    .putDouble(32, seamDb)
                    .putLong(40, sum.getValue());
            drain(header, 0);
        }

        private void drain(ByteBuffer bytes, long at) throws IOException {
            long position = at;
            while (bytes.hasRemaining()) {
                position += file.write(bytes, position);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
