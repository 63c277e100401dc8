package dev.fader.trainer.audio;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the index of an MP4 file says of one track's length (ISO/IEC 14496-12, §8.6): the durations of its samples, and
 * which part of them is to be played.
 *
 * @param clockHz of the track's own times
 * @param media the sum of its samples' durations, on its clock; 0 in a file of fragments
 * @param edits in order
 */
record Mp4Track(int id, boolean sound, long clockHz, long media, List<Edit> edits) {

    /** One entry of an edit list. @param duration on the movie's clock. @param from on the track's, or −1 for nothing */
    record Edit(long duration, long from) {}

    /** Of a movie. @param clockHz of the durations of edits */
    record Movie(long clockHz, List<Mp4Track> tracks) {}

    /** @param moov the whole box. @return without tracks where the box is not as it should be */
    static Movie movie(ByteBuffer moov) {
        Reader reader = new Reader(moov);
        try {
            reader.boxes(8, moov.limit());
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return new Movie(1, List.of());
        }
        return new Movie(Math.max(1, reader.movieClock), List.copyOf(reader.tracks));
    }

    /** Edits that play something; others leave a gap. */
    List<Edit> played() {
        return edits.stream().filter(edit -> edit.from() >= 0).toList();
    }

    private static final class Reader {

        private final ByteBuffer boxes;
        private final List<Mp4Track> tracks = new ArrayList<>();
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
                case "mdia", "minf", "stbl", "edts" -> boxes(at, end);
                case "mvhd" -> movieClock = boxes.getInt(at + (wide ? 20 : 12)) & 0xffffffffL;
                case "tkhd" -> id = boxes.getInt(at + (wide ? 20 : 12));
                case "mdhd" -> clock = boxes.getInt(at + (wide ? 20 : 12)) & 0xffffffffL;
                case "hdlr" -> sound |= ContainerEnd.text(boxes, at + 8).equals("soun");
                case "elst" -> {
                    int size = wide ? 20 : 12;
                    for (int entry = at + 8; entry + size <= end; entry += size) {
                        edits.add(
                                wide
                                        ? new Edit(boxes.getLong(entry), boxes.getLong(entry + 8))
                                        : new Edit(boxes.getInt(entry) & 0xffffffffL, boxes.getInt(entry + 4)));
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
                    tracks.add(new Mp4Track(id, sound, Math.max(1, clock), media, List.copyOf(edits)));
                }
                default -> {
                    // nothing about lengths
                }
            }
        }
    }
}
