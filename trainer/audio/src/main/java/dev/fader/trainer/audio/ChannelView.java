package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A part of a channel as if it were a file of its own, with some bytes replaced: what a decoder shall see of a file that
 * holds more than its sound, or whose header misleads it. The channel stays its owner's to close.
 */
final class ChannelView implements SeekableByteChannel {

    /** Bytes to be read in place of the file's own. @param at in the file, not in the view */
    record Patch(long at, byte[] bytes) {}

    private final SeekableByteChannel channel;
    private final long from;
    private final long to;
    private final List<Patch> patches;
    private long position;

    private ChannelView(SeekableByteChannel channel, long from, long to, List<Patch> patches) {
        this.channel = channel;
        this.from = from;
        this.to = to;
        this.patches = List.copyOf(patches);
    }

    /** The bytes from one position to before another. */
    static SeekableByteChannel of(SeekableByteChannel channel, long from, long to) {
        return new ChannelView(channel, from, to, List.of());
    }

    static SeekableByteChannel patched(SeekableByteChannel channel, List<Patch> patches) throws IOException {
        return patches.isEmpty() ? channel : new ChannelView(channel, 0, channel.size(), patches);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long left = to - from - position;
        if (left <= 0) {
            return -1;
        }
        int limit = into.limit();
        int start = into.position();
        into.limit((int) Math.min(limit, start + left));
        channel.position(from + position);
        int read = channel.read(into);
        into.limit(limit);
        for (Patch patch : patches) {
            for (int i = 0; i < patch.bytes().length; i++) {
                long place = patch.at() + i - from - position;
                if (place >= 0 && place < read) {
                    into.put(start + (int) place, patch.bytes()[i]);
                }
            }
        }
        position += Math.max(0, read);
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return to - from;
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        // its owner closes the channel
    }
}
