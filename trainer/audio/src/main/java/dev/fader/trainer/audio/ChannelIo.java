package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's bytes from or to a Java channel. An exception must not cross native frames, which would end the JVM: it is
 * kept, and FFmpeg gets an error code.
 *
 * <p>JavaCPP has room for ten callbacks of a kind in a process. So all channels share one of each, and FFmpeg hands back
 * the number of the channel that is meant.
 */
final class ChannelIo implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private static final ConcurrentMap<Long, ChannelIo> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Reads READS = new Reads();
    private static final Writes WRITES = new Writes();
    private static final Seeks SEEKS = new Seeks();

    private final SeekableByteChannel channel;
    private final LongPointer number = new LongPointer(1).put(NUMBERS.incrementAndGet());
    private final AVIOContext context;
    private @Nullable Throwable failure;

    ChannelIo(SeekableByteChannel channel, boolean writing) {
        this.channel = channel;
        OPEN.put(number.get(), this);
        BytePointer buffer = new BytePointer(Ffmpeg.allocated(av_malloc(BUFFER_BYTES))).capacity(BUFFER_BYTES);
        this.context = Ffmpeg.allocated(avio_alloc_context(
                buffer, BUFFER_BYTES, writing ? 1 : 0, number, READS, writing ? WRITES : null, SEEKS));
    }

    AVIOContext context() {
        return context;
    }

    /** What the channel threw, if it did. */
    @Nullable Throwable failure() {
        return failure;
    }

    private static ChannelIo numbered(Pointer opaque) {
        ChannelIo io = OPEN.get(new LongPointer(opaque).get());
        if (io == null) {
            throw new IllegalStateException("FFmpeg asks for a channel that is closed");
        }
        return io;
    }

    /** What a callback does with the channel's bytes. */
    @FunctionalInterface
    private interface Action {
        long run(ChannelIo io) throws IOException;
    }

    /** Nothing thrown leaves it. */
    private static long guarded(Pointer opaque, Action action) {
        ChannelIo io;
        try {
            io = numbered(opaque);
        } catch (Throwable unknown) {
            return AVERROR_EXTERNAL();
        }
        try {
            return action.run(io);
        } catch (Throwable thrown) {
            io.failure = io.failure == null ? thrown : io.failure;
            return AVERROR_EXTERNAL();
        }
    }

    private static final class Reads extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            return (int) guarded(opaque, io -> {
                int read = io.channel.read(buffer.capacity(size).asByteBuffer());
                return read <= 0 ? AVERROR_EOF() : read;
            });
        }
    }

    private static final class Writes extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            return (int) guarded(opaque, io -> {
                ByteBuffer bytes = buffer.capacity(size).asByteBuffer();
                while (bytes.hasRemaining()) {
                    io.channel.write(bytes);
                }
                return size;
            });
        }
    }

    private static final class Seeks extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return guarded(opaque, io -> io.seek(offset, whence & ~AVSEEK_FORCE));
        }
    }

    private long seek(long offset, int from) throws IOException {
        if (from == AVSEEK_SIZE) {
            return channel.size();
        }
        long position = switch (from) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> channel.position() + offset;
            case SEEK_END -> channel.size() + offset;
            default -> -1;
        };
        if (position < 0) {
            return AVERROR_EXTERNAL();
        }
        channel.position(position);
        return position;
    }

    @Override
    public void close() {
        // FFmpeg may have replaced the buffer
        av_free(context.buffer());
        avio_context_free(context);
        OPEN.remove(number.get());
        number.close();
    }
}
