package dev.fader.worker.storage;

import dev.fader.queue.storage.StorageCalls;
import dev.fader.queue.storage.StorageException;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An object as a file that is read here and there: fetches a block at a time, so that a header costs no download. */
final class StorageChannel implements SeekableByteChannel {

    private static final int BLOCK_BYTES = 1 << 18;

    private final MinioClient client;
    private final String bucket;
    private final String key;
    private final long size;
    private byte[] block = new byte[0];
    private long blockStart;
    private long position;
    private boolean open = true;

    StorageChannel(MinioClient client, String bucket, String key, long size) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        if (position < blockStart || position >= blockStart + block.length) {
            fetchBlock();
        }
        int from = (int) (position - blockStart);
        int count = Math.min(into.remaining(), block.length - from);
        into.put(block, from, count);
        position += count;
        return count;
    }

    private void fetchBlock() throws IOException {
        blockStart = position;
        long length = Math.min(BLOCK_BYTES, size - blockStart);
        String what = "cannot read %s/%s at byte %d".formatted(bucket, key, blockStart);
        try {
            block = StorageCalls.call(what, () -> {
                try (InputStream in = client.getObject(GetObjectArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .offset(blockStart)
                        .length(length)
                        .build())) {
                    return in.readAllBytes();
                }
            });
        } catch (ErrorResponseException e) {
            throw new StorageException(what, e);
        }
        if (block.length == 0) {
            throw new StorageException("%s/%s ends at byte %d of %d".formatted(bucket, key, blockStart, size));
        }
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
