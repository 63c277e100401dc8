package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * The account of an Ogg file. Files that were chained (RFC 3533, §4), which FFmpeg gives out as one with the length of the
 * last, are decoded one by one.
 */
final class OggAccount implements LengthAccount {

    private static final int TAIL_BYTES = 1 << 17;

    private final SeekableByteChannel channel;
    private final List<Link> links;
    private final long end;
    private final List<String> remarks = new ArrayList<>();

    /** One of the files that were chained. @param serials of its streams, in order */
    private record Link(long from, long to, List<Integer> serials) {}

    private OggAccount(SeekableByteChannel channel, List<Link> links, long end) {
        this.channel = channel;
        this.links = links;
        this.end = end;
    }

    static OggAccount of(SeekableByteChannel channel, String name) throws IOException {
        OggPage last = ContainerEnd.lastPage(channel, name);
        List<Link> links = links(channel, last);
        OggAccount account = new OggAccount(channel, links, last.end());
        if (channel.size() > last.end()) {
            account.remarks.add("%d bytes after its last page are no sound and were left out"
                    .formatted(channel.size() - last.end()));
        }
        if (links.size() > 1) {
            account.remarks.add("it is chained of %d files, which became one; the tags are the first one's"
                    .formatted(links.size()));
            account.remarks.addAll(LaterTags.remarks(account.parts()));
        }
        return account;
    }

    /**
     * A file on disk is looked through; of one that is read over a network, which that would fetch whole, some pages are
     * asked whether they are of one link.
     */
    private static List<Link> links(SeekableByteChannel channel, OggPage last) throws IOException {
        Link first = link(channel, 0, last.end());
        if (!(channel instanceof FileChannel) && OggNumbering.rises(channel, first.serials(), last)) {
            return List.of(first);
        }
        List<Link> links = new ArrayList<>();
        long from = 0;
        boolean inHeaders = true;
        for (OggPage page = OggPage.read(channel, 0); page != null; page = OggPage.read(channel, page.end())) {
            if (page.beginsStream() && !inHeaders) {
                links.add(link(channel, from, page.at()));
                from = page.at();
            }
            inHeaders = page.beginsStream();
        }
        links.add(link(channel, from, last.end()));
        return links;
    }

    private static Link link(SeekableByteChannel channel, long from, long to) throws IOException {
        List<Integer> serials = new ArrayList<>();
        OggPage page = OggPage.read(channel, from);
        while (page != null && page.beginsStream() && page.at() < to) {
            serials.add(page.serial());
            page = OggPage.read(channel, page.end());
        }
        return new Link(from, to, serials);
    }

    @Override
    public List<SeekableByteChannel> parts() {
        return links.stream()
                .map(link -> ChannelView.of(channel, link.from(), Math.min(link.to(), end)))
                .toList();
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) throws IOException {
        SeekableByteChannel bytes = parts().get(part);
        int codec = stream.codecpar().codec_id();
        @Nullable Heard heard = null;
        if (stream.index() < links.get(part).serials().size()) {
            int serial = links.get(part).serials().get(stream.index());
            if (codec == AV_CODEC_ID_OPUS) {
                heard = opus(bytes, serial);
            } else if (codec == AV_CODEC_ID_VORBIS) {
                heard = vorbis(bytes, serial);
            }
        }
        if (heard != null) {
            return heard;
        }
        long frames = LengthAccount.ffmpegsFrames(stream);
        return new Heard(
                Heard.FFMPEG_SKIPS,
                codec == AV_CODEC_ID_FLAC ? LengthAccount.flacFrames(stream) : new Promise.Guess(Math.max(0, frames)));
    }

    private static @Nullable Heard opus(SeekableByteChannel bytes, int serial) throws IOException {
        OggPackets packets = OggPackets.read(bytes, serial, 2);
        long last = lastGranule(bytes, serial);
        return packets == null || packets.header(0).length < 19 || last < 0
                ? null
                : OggLength.opus(packets, last).heard(true);
    }

    private static @Nullable Heard vorbis(SeekableByteChannel bytes, int serial) throws IOException {
        OggPackets packets = OggPackets.read(bytes, serial, 3);
        long last = lastGranule(bytes, serial);
        VorbisBlocks blocks = packets == null ? null : VorbisBlocks.read(packets.header(0), packets.header(2));
        return packets == null || blocks == null || last < 0
                ? null
                : OggLength.vorbis(packets, blocks, last).heard(false);
    }

    /** The position that a stream's last page tells, or −1. */
    private static long lastGranule(SeekableByteChannel bytes, int serial) throws IOException {
        long from = Math.max(0, bytes.size() - TAIL_BYTES);
        ByteBuffer tail = ContainerEnd.read(bytes, from, (int) (bytes.size() - from));
        for (int at = tail.limit() - OggPage.HEADER_BYTES; at >= 0; at--) {
            if (tail.get(at) == 'O' && ContainerEnd.text(tail, at).equals("OggS")) {
                OggPage page = OggPage.read(bytes, from + at);
                if (page != null && page.serial() == serial && page.granule() != OggPage.NO_GRANULE) {
                    return page.granule();
                }
            }
        }
        return -1;
    }
}
