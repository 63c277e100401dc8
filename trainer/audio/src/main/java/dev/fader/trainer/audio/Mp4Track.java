package dev.fader.trainer.audio;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the index of an MP4 file says of one track's length (ISO/IEC 14496-12, §8.6): the durations of its samples, and
 * which part of them is to be played.
 *
 * @param clockHz of the track's own times
 * @param media the sum of its samples' durations, on its clock
 * @param edits in order
 * @param fragmented whether samples may follow of which the index knows nothing
 */
record Mp4Track(int id, boolean sound, long clockHz, long media, List<Edit> edits, boolean fragmented) {

    /** 1.0 in 16 bits before the point and 16 behind it. */
    private static final int PLAIN_RATE = 1 << 16;

    /**
     * One entry of an edit list.
     *
     * @param duration on the movie's clock
     * @param from on the track's, or −1 for silence
     * @param plain whether it is played as fast as it was recorded
     */
    record Edit(long duration, long from, boolean plain) {

        boolean plays() {
            return from >= 0;
        }
    }

    /**
     * Of a movie.
     *
     * @param clockHz of the durations of edits
     * @param fragmentDurations of a sample in fragments, by track; nothing in a file without fragments
     */
    record Movie(long clockHz, List<Mp4Track> tracks, Map<Integer, Long> fragmentDurations) {

        static final Movie UNKNOWN = new Movie(1, List.of(), Map.of());

        /** With what lies in fragments. @param durations by track, in sum; nothing where they are not known */
        Movie with(Map<Integer, Long> durations) {
            return new Movie(
                    clockHz,
                    tracks.stream()
                            .map(track -> track.lasting(
                                    durations.isEmpty() ? 0 : track.media() + durations.getOrDefault(track.id(), 0L)))
                            .toList(),
                    fragmentDurations);
        }
    }

    private Mp4Track lasting(long all) {
        return new Mp4Track(id, sound, clockHz, all, edits, true);
    }

    /** @param moov the whole box. @return without tracks where the box is not as it should be */
    static Movie movie(ByteBuffer moov) {
        Reader reader = new Reader(moov);
        try {
            reader.boxes(8, moov.limit());
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return Movie.UNKNOWN;
        }
        return new Movie(Math.max(1, reader.movieClock), List.copyOf(reader.tracks), Map.copyOf(reader.fragments));
    }

    /** Edits that play something; others leave a gap. */
    List<Edit> played() {
        return edits.stream().filter(Edit::plays).toList();
    }

    /** Whether there is more to an edit list than where to begin and where to end. */
    boolean hasParts() {
        return edits.size() > 1 || edits.stream().anyMatch(edit -> !edit.plays() || !edit.plain());
    }

    private static final class Reader {

        private final ByteBuffer boxes;
        private final List<Mp4Track> tracks = new ArrayList<>();
        private final Map<Integer, Long> fragments = new HashMap<>();
        private long movieClock;
        private int id;
        private boolean sound;
        private long clock;
        private long media;
        private List<Edit> edits = new ArrayList<>();

        Reader(ByteBuffer boxes) {
            this.boxes = boxes;
        }

        void boxes(int from, int to) {
            for (int at = from; at + 8 <= to; ) {
                int length = boxes.getInt(at);
                if (length < 8 || length > to - at) {
                    throw new IllegalArgumentException("no box");
                }
                box(ContainerEnd.text(boxes, at + 4), at + 8, at + length);
                at += length;
            }
        }

        private void box(String type, int at, int end) {
            boolean wide = end - at > 0 && boxes.get(at) == 1;
            switch (type) {
                case "mdia", "minf", "stbl", "edts", "mvex" -> boxes(at, end);
                case "trex" -> fragments.put(boxes.getInt(at + 4), boxes.getInt(at + 12) & 0xffffffffL);
                case "mvhd" -> movieClock = boxes.getInt(at + (wide ? 20 : 12)) & 0xffffffffL;
                case "tkhd" -> id = boxes.getInt(at + (wide ? 20 : 12));
                case "mdhd" -> clock = boxes.getInt(at + (wide ? 20 : 12)) & 0xffffffffL;
                case "hdlr" -> sound |= ContainerEnd.text(boxes, at + 8).equals("soun");
                case "elst" -> {
                    int size = wide ? 20 : 12;
                    for (int entry = at + 8; entry + size <= end; entry += size) {
                        edits.add(
                                wide
                                        ? new Edit(
                                                boxes.getLong(entry),
                                                boxes.getLong(entry + 8),
                                                boxes.getInt(entry + 16) == PLAIN_RATE)
                                        : new Edit(
                                                boxes.getInt(entry) & 0xffffffffL,
                                                boxes.getInt(entry + 4),
                                                boxes.getInt(entry + 8) == PLAIN_RATE));
                    }
                }
                case "stts" -> {
                    for (int entry = at + 8; entry + 8 <= end; entry += 8) {
                        media += (boxes.getInt(entry) & 0xffffffffL) * (boxes.getInt(entry + 4) & 0xffffffffL);
                    }
                }
                case "trak" -> {
                    sound = false;
                    media = 0;
                    edits = new ArrayList<>();
                    boxes(at, end);
                    tracks.add(new Mp4Track(id, sound, Math.max(1, clock), media, List.copyOf(edits), false));
                }
                default -> {
                    // nothing about lengths
                }
            }
        }
    }
}
