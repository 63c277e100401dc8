package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel whose line goes dead beyond a position. */
final class FailingChannel implements SeekableByteChannel {

    private final SeekableByteChannel channel;
    private final long end;

    FailingChannel(SeekableByteChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (channel.position() >= end) {
            throw new IOException("the line is dead");
        }
        return channel.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return channel.write(from);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
