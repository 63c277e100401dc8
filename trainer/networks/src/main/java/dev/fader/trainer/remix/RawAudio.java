package dev.fader.trainer.remix;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Audio on its way from one stage to the next: bare samples in a scratch file, block by block, so that a file of any
 * length takes the same memory.
 *
 * @param sampleBytes 4 for floats, which hold 24 bits exactly, or 8 for doubles
 */
record RawAudio(Path file, int channels, int sampleBytes) {

    private static final int BLOCK_FRAMES = 1 << 14;

    static int sampleBytesFor(int bits) {
        return bits > 24 ? Double.BYTES : Float.BYTES;
    }

    Writer create() throws IOException {
        return new Writer(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    Reader open() throws IOException {
        return new Reader(FileChannel.open(file, StandardOpenOption.READ));
    }

    private ByteBuffer block() {
        return ByteBuffer.allocateDirect(BLOCK_FRAMES * channels * sampleBytes).order(ByteOrder.nativeOrder());
    }

    /** Appends frames. */
    final class Writer implements Closeable {

        private final FileChannel channel;
        private final ByteBuffer block = block();

        private Writer(FileChannel channel) {
            this.channel = channel;
        }

        void write(double[][] planar, int offset, int count) throws IOException {
            for (int i = offset; i < offset + count; i++) {
                for (double[] samples : planar) {
                    if (sampleBytes == Float.BYTES) {
                        block.putFloat((float) samples[i]);
                    } else {
                        block.putDouble(samples[i]);
                    }
                }
                if (!block.hasRemaining()) {
                    drain();
                }
            }
        }

        private void drain() throws IOException {
            block.flip();
            while (block.hasRemaining()) {
                channel.write(block);
            }
            block.clear();
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                drain();
            }
        }
    }

    /** Reads frames from the beginning on. */
    final class Reader implements Closeable {

        private final FileChannel channel;
        private final ByteBuffer block = block().limit(0);

        private Reader(FileChannel channel) {
            this.channel = channel;
        }

        /** @return how many frames, or −1 at the end */
        int read(double[][] planar, int offset, int count) throws IOException {
            if (!block.hasRemaining() && !fill()) {
                return -1;
            }
            int some = Math.min(count, block.remaining() / (channels * sampleBytes));
            for (int i = offset; i < offset + some; i++) {
                for (double[] samples : planar) {
                    samples[i] = sampleBytes == Float.BYTES ? block.getFloat() : block.getDouble();
                }
            }
            return some;
        }

        private boolean fill() throws IOException {
            block.clear();
            boolean ended = false;
            while (block.hasRemaining() && !ended) {
                ended = channel.read(block) < 0;
            }
            block.flip();
            if (block.remaining() % (channels * sampleBytes) != 0) {
                throw new EOFException(file + " ends within a frame");
            }
            return block.hasRemaining();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
