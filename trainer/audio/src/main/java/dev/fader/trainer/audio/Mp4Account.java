package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;

import dev.fader.trainer.audio.Mp4Track.Edit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * The account of an MP4 or M4A file: the durations of its samples, of which its edit list plays a part, or else iTunes' own
 * tag. FFmpeg would round the end to the movie's clock, which is a millisecond as a rule.
 */
final class Mp4Account implements LengthAccount {

    private static final int MOST_INDEX_BYTES = 64 << 20;
    /** Frames that lossy codecs' last blocks may be filled up with: two of the longest. */
    private static final long LOSSY_PADDING = 8192;

    private final SeekableByteChannel channel;
    private final Mp4Track.Movie movie;
    private final @Nullable ItunesGapless gapless;
    private final boolean editsItself;
    private final List<String> remarks = new ArrayList<>();

    private Mp4Account(SeekableByteChannel channel, Mp4Track.Movie movie, @Nullable ItunesGapless gapless) {
        this.channel = channel;
        this.movie = movie;
        this.gapless = gapless;
        this.editsItself = !movie.tracks().isEmpty()
                && movie.tracks().stream()
                        .allMatch(track -> !track.sound()
                                || !track.hasParts()
                                || !pieces(track, movie).isEmpty());
    }

    static Mp4Account of(SeekableByteChannel channel, String name) throws IOException {
        long at = ContainerEnd.index(channel, name);
        long length = at < 0
                ? 0
                : ContainerEnd.read(channel, at, 4).order(ByteOrder.BIG_ENDIAN).getInt(0) & 0xffffffffL;
        if (length < 8 || length > MOST_INDEX_BYTES) {
            return new Mp4Account(channel, Mp4Track.Movie.UNKNOWN, null);
        }
        ByteBuffer moov = ContainerEnd.read(channel, at, (int) length).order(ByteOrder.BIG_ENDIAN);
        Mp4Track.Movie movie = Mp4Track.movie(moov);
        Map<Integer, Long> fragments = movie.fragmentDurations();
        return new Mp4Account(
                channel,
                fragments.isEmpty() ? movie : movie.with(Mp4Fragments.durations(channel, fragments)),
                ItunesGapless.read(moov));
    }

    @Override
    public List<SeekableByteChannel> parts() {
        return List.of(channel);
    }

    @Override
    public boolean editsItself() {
        return editsItself;
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        Mp4Track track = movie.tracks().stream()
                .filter(candidate -> candidate.id() == stream.id())
                .findFirst()
                .orElse(null);
        if (track == null || !editsItself) {
            if (track != null) {
                remarks.add(
                        "its edit list has %d parts that repeat, go back or change the speed, and was followed as far as that can be done"
                                .formatted(track.edits().size()));
            }
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.Guess(Math.max(0, LengthAccount.ffmpegsFrames(stream))));
        }
        Clock clock = new Clock(stream.codecpar().sample_rate(), track.clockHz());
        int codec = stream.codecpar().codec_id();
        boolean lossy = codec == AV_CODEC_ID_AAC || codec == AV_CODEC_ID_MP3 || codec == AV_CODEC_ID_OPUS;
        if (track.hasParts()) {
            return ofParts(pieces(track, movie), clock, track);
        }
        Heard edited = edited(
                track,
                clock,
                codec == AV_CODEC_ID_OPUS ? stream.codecpar().initial_padding() : 0,
                lossy ? LOSSY_PADDING : 0);
        if (track.media() == 0) {
            return new Heard(edited.skip(), new Promise.Guess(Math.max(0, LengthAccount.ffmpegsFrames(stream))));
        }
        return gapless != null && lossy ? withGapless(gapless, edited, clock.frames(track.media())) : edited;
    }

    /** On the track's clock. @return none where the list cannot be played from the beginning to the end of the track */
    private static List<EditedPlay.Piece> pieces(Mp4Track track, Mp4Track.Movie movie) {
        List<EditedPlay.Piece> pieces = new ArrayList<>();
        double silence = 0;
        long before = 0;
        for (Edit edit : track.edits()) {
            double length = (double) edit.duration() * track.clockHz() / movie.clockHz();
            if (!edit.plays()) {
                silence += length;
                continue;
            }
            if (!edit.plain() || edit.from() < before || track.media() == 0) {
                return List.of();
            }
            long tick = Math.ceilDiv(track.clockHz(), movie.clockHz());
            long to = edit.duration() == 0
                            || track.fragmented() && edit.equals(track.edits().getLast())
                            || edit.from() + length >= track.media() - tick
                    ? track.media()
                    : edit.from() + Math.round(length);
            pieces.add(new EditedPlay.Piece(Math.round(silence), edit.from(), Math.max(edit.from(), to)));
            silence = 0;
            before = to;
        }
        if (pieces.isEmpty()) {
            return List.of();
        }
        if (silence > 0) {
            pieces.add(new EditedPlay.Piece(Math.round(silence), before, before));
        }
        return List.copyOf(pieces);
    }

    private Heard ofParts(List<EditedPlay.Piece> onTrack, Clock clock, Mp4Track track) {
        List<EditedPlay.Piece> pieces = onTrack.stream()
                .map(piece -> new EditedPlay.Piece(
                        clock.frames(piece.silence()), clock.frames(piece.from()), clock.frames(piece.to())))
                .toList();
        long silence = pieces.stream().mapToLong(EditedPlay.Piece::silence).sum();
        long frames = pieces.stream().mapToLong(EditedPlay.Piece::frames).sum();
        remarks.add(
                pieces.size() == 1 && silence > 0
                        ? "its edit list begins with %d frames of silence, and so does the output".formatted(silence)
                        : "its edit list plays %d parts of its %d frames and %d frames of silence, and so does the output"
                                .formatted(track.played().size(), clock.frames(track.media()), silence));
        return new Heard(0, new Promise.Exact(frames, 0), pieces);
    }

    /** A track's times in frames. The clock of a track may be another than its rate, as with AAC's doubled rate. */
    private record Clock(int rateHz, long trackHz) {

        long frames(long time) {
            return Math.round((double) time * rateHz / trackHz);
        }
    }

    /** @param preSkip of Opus, where no edit list leaves it out */
    private Heard edited(Mp4Track track, Clock clock, long preSkip, long padding) {
        Edit edit = track.played().isEmpty() ? null : track.played().getFirst();
        long skip = edit == null ? preSkip : clock.frames(edit.from());
        long all = Math.max(0, clock.frames(track.media()) - skip);
        // of a file of fragments it may have been written before there were any
        if (edit == null || edit.duration() == 0 || track.fragmented()) {
            return new Heard(skip, new Promise.Exact(all, padding));
        }
        long tick = Math.ceilDiv(clock.rateHz(), movie.clockHz());
        double played = (double) edit.duration() * clock.rateHz() / movie.clockHz();
        if (played >= all - tick) {
            // all that there is, told by a coarser clock
            return new Heard(skip, new Promise.Exact(all, padding));
        }
        long frames = Math.round(played);
        if (all - frames > LOSSY_PADDING) {
            remarks.add("its edit list leaves the last %d frames out, and so does the output".formatted(all - frames));
        }
        return new Heard(
                skip,
                tick <= 1
                        ? new Promise.Exact(frames, Long.MAX_VALUE)
                        : new Promise.Rounded(frames, tick, Long.MAX_VALUE));
    }

    /** An edit list that leaves something out was made later than the tag, and counts. */
    private Heard withGapless(ItunesGapless tag, Heard edited, long mediaFrames) {
        Promise.Exact byTag = new Promise.Exact(tag.frames(), LOSSY_PADDING);
        boolean noEdit = edited.skip() == 0 && edited.promise().likelyFrames() == mediaFrames;
        if (noEdit && !tag.fits(mediaFrames, LOSSY_PADDING / 2)) {
            remarks.add("its tag iTunSMPB contradicts its length, and was left aside");
            return edited;
        }
        boolean sameButRounded = edited.promise() instanceof Promise.Rounded(long frames, long tick, long padding)
                && edited.skip() == tag.delay()
                && Math.abs(frames - tag.frames()) <= tick;
        return noEdit || sameButRounded ? new Heard(tag.delay(), byTag) : edited;
    }
}
