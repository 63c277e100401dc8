package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The account of an MP3 or bare AAC file, and of what is not known: the first frame may count the others (Xing's header),
 * and may say how much the encoder put in front and behind (LAME's). Files that were joined are decoded one by one, and
 * tags between frames are none of them.
 */
final class MpegAccount implements LengthAccount {

    private static final int READ_BYTES = 1 << 16;
    /** Shorter runs may be a frame's own. */
    private static final int FEWEST_ZEROS = 64;
    /** What an MP3 decoder itself is late. */
    private static final int DECODER_DELAY = 529;

    /** Beyond what a first frame counts: less is what programs leave behind their files. */
    private static final int FEWEST_BYTES_OF_ANOTHER = 1 << 12;

    private final SeekableByteChannel channel;
    private final long end;
    private final List<String> remarks = new ArrayList<>();
    private final List<MpegLinks.Link> links;

    private MpegAccount(SeekableByteChannel channel, String name, long first) throws IOException {
        this.channel = channel;
        TrailingTags tags = TrailingTags.of(channel);
        this.links = links(channel, first, tags.end());
        for (MpegLinks.Link link : links) {
            MpegCount count = link.count();
            long there = (link.equals(links.getLast()) ? channel.size() : link.end()) - link.first();
            if (count != null && count.bytes() > there) {
                throw new AudioException(
                        Reason.TRUNCATED,
                        name + " is cut: its first frame promises " + count.bytes() + " bytes, " + there
                                + " are there: fetch it again");
            }
        }
        MpegLinks.Link last = links.getLast();
        long zeros = zeros(channel, last.first(), tags.end());
        long sound = last.count() == null || zeros < tags.end()
                ? FrameChain.end(channel, name, last.first(), zeros, tags.end())
                : tags.end();
        if (sound < tags.end()) {
            remarks.add(
                    "%d zero bytes after its last frame are no sound and were left out".formatted(tags.end() - sound));
        }
        // an ID3v1 tag alone FFmpeg knows, and reads
        this.end = sound < tags.end() || !List.of("ID3v1").containsAll(tags.kinds()) ? sound : channel.size();
        if (links.size() > 1) {
            remarks.add(
                    "it is joined of %d files, which became one; the tags are the first one's".formatted(links.size()));
            remarks.addAll(LaterTags.remarks(files()));
        }
        remarkTagsWithin();
    }

    /**
     * A file on disk is looked through; of one that is read over a network, which that would fetch whole, it is asked only
     * whether its first frame counts all that there is.
     */
    private static List<MpegLinks.Link> links(SeekableByteChannel channel, long first, long end) throws IOException {
        MpegCount count = MpegCount.read(
                ContainerEnd.read(channel, first, MpegCount.MOST_BYTES).order(ByteOrder.BIG_ENDIAN));
        boolean more = count != null && end - first - count.bytes() > FEWEST_BYTES_OF_ANOTHER;
        return channel instanceof FileChannel || more
                ? MpegLinks.of(channel, first, end)
                : List.of(new MpegLinks.Link(0, first, end, List.of(), count));
    }

    private void remarkTagsWithin() throws IOException {
        long bytes = 0;
        List<SeekableByteChannel> within = new ArrayList<>(List.of(tagged(channel)));
        for (MpegLinks.Link link : links) {
            for (ChannelView.Range tag : link.tagsWithin()) {
                bytes += tag.length();
                within.add(ChannelView.of(channel, tag.from(), tag.to()));
            }
        }
        if (bytes > 0) {
            remarks.add("%d bytes of tags between its frames are no sound and were left out%s"
                    .formatted(bytes, LaterTags.named(within)));
        }
    }

    /** Each with its tags. */
    private List<SeekableByteChannel> files() throws IOException {
        List<SeekableByteChannel> files = new ArrayList<>();
        for (MpegLinks.Link link : links) {
            long to = link.equals(links.getLast()) ? channel.size() : link.end();
            files.add(ChannelView.of(channel, link.begin(), to));
        }
        return files;
    }

    @Override
    public SeekableByteChannel tagged(SeekableByteChannel file) throws IOException {
        return links.size() == 1 ? file : files().getFirst();
    }

    static MpegAccount of(SeekableByteChannel channel, String name, long first) throws IOException {
        return new MpegAccount(channel, name, first);
    }

    /** Where what follows an ID3v2 tag begins; 0 where there is none. @param head of the file, 10 bytes at least */
    static long endOfId3(ByteBuffer head) {
        if (!ContainerEnd.text(head, 0).startsWith("ID3")) {
            return 0;
        }
        int footer = (head.get(5) & 0x10) != 0 ? 10 : 0;
        return 10
                + footer
                + ((head.get(6) & 0x7fL) << 21
                        | (head.get(7) & 0x7f) << 14
                        | (head.get(8) & 0x7f) << 7
                        | head.get(9) & 0x7f);
    }

    /** Where the zeros begin that a file ends with; its end where they are too few. */
    private static long zeros(SeekableByteChannel channel, long first, long end) throws IOException {
        long at = end;
        while (at > first) {
            int count = (int) Math.min(READ_BYTES, at - first);
            ByteBuffer block = ContainerEnd.read(channel, at - count, count);
            int i = block.limit() - 1;
            while (i >= 0 && block.get(i) == 0) {
                i--;
            }
            at = at - count + i + 1;
            if (i >= 0) {
                break;
            }
        }
        return end - at < FEWEST_ZEROS ? end : at;
    }

    @Override
    public List<SeekableByteChannel> parts() {
        return links.stream()
                .map(link -> {
                    boolean isFirst = link.equals(links.getFirst());
                    boolean isLast = link.equals(links.getLast());
                    return ChannelView.without(
                            channel, isFirst ? 0 : link.first(), isLast ? end : link.end(), link.tags());
                })
                .toList();
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        MpegCount count = links.get(part).count();
        int rate = stream.codecpar().sample_rate();
        // MPEG-2's frames are half as long
        int frameLength = rate >= 32_000 ? 1152 : 576;
        boolean mp3 = container.iformat().name().getString().equals("mp3");
        if (count == null || !mp3 || count.mpegFrames() == 0) {
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.Guess(Math.max(0, LengthAccount.ffmpegsFrames(stream))));
        }
        long frames = count.mpegFrames() * frameLength;
        if (count.delay() < 0) {
            // some programs count the first frame as well, which is no sound
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.AtLeast(frames - frameLength));
        }
        long heard = frames - count.delay() - Math.max(DECODER_DELAY, count.padding());
        return new Heard(Heard.FFMPEG_SKIPS, new Promise.Exact(Math.max(0, heard), 2L * frameLength));
    }
}
