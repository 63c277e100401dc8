package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's bytes from or to a Java channel. An exception must not cross native frames, which would end the JVM: it is
 * kept, and FFmpeg gets an error code.
 */
final class ChannelIo implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private final SeekableByteChannel channel;
    private final AVIOContext context;
    private final Reads reads = new Reads();
    private final Writes writes = new Writes();
    private final Seeks seeks = new Seeks();
    private @Nullable Throwable failure;

    ChannelIo(SeekableByteChannel channel, boolean writing) {
        this.channel = channel;
        BytePointer buffer = new BytePointer(Ffmpeg.allocated(av_malloc(BUFFER_BYTES))).capacity(BUFFER_BYTES);
        this.context = Ffmpeg.allocated(
                avio_alloc_context(buffer, BUFFER_BYTES, writing ? 1 : 0, null, reads, writing ? writes : null, seeks));
    }

    AVIOContext context() {
        return context;
    }

    /** What the channel threw, if it did. */
    @Nullable Throwable failure() {
        return failure;
    }

    private int failed(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        return AVERROR_EXTERNAL();
    }

    private final class Reads extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            try {
                int read = channel.read(buffer.capacity(size).asByteBuffer());
                return read <= 0 ? AVERROR_EOF() : read;
            } catch (Throwable thrown) {
                return failed(thrown);
            }
        }
    }

    private final class Writes extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            try {
                ByteBuffer bytes = buffer.capacity(size).asByteBuffer();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return size;
            } catch (Throwable thrown) {
                return failed(thrown);
            }
        }
    }

    private final class Seeks extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            try {
                int from = whence & ~AVSEEK_FORCE;
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
            } catch (Throwable thrown) {
                return failed(thrown);
            }
        }
    }

    @Override
    public void close() {
        // FFmpeg may have replaced the buffer
        av_free(context.buffer());
        avio_context_free(context);
        reads.close();
        writes.close();
        seeks.close();
    }
}
