package dev.fader.trainer.tags;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What counts samples, brought to another sample rate: cue points, markers, cue sheets and the time that a broadcast file
 * begins at. What cannot be brought is left out and told, since a position that is off is worse than none.
 */
final class SampleCounts {

    private static final String TIME_REFERENCE = "TIME_REFERENCE";
    /** RFC 9639, §8.7: behind the catalogue's number lie the lead-in and a byte that says whether it is a CD's. */
    private static final int LEAD_IN_AT = 128;

    private static final int FLAGS_AT = 136;
    private static final int TRACKS_AT = 395;
    private static final int OF_A_CD = 0x80;

    private final int from;
    private final int to;

    private SampleCounts(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** @param from the rate that is counted in, in Hz */
    static Carried at(Carried carried, int from, int to) {
        SampleCounts counts = new SampleCounts(from, to);
        List<Field> fields = new ArrayList<>();
        Carried remarked = carried;
        for (Field field : carried.fields()) {
            try {
                if (counts.isLeftOut(field)) {
                    remarked = remarked.remarked(
                            "its %s counts samples at %d Hz and is left out".formatted(field.id(), from));
                } else {
                    fields.add(counts.brought(field));
                }
            } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
                remarked = remarked.remarked("its %s is cut short and is left out, since it counts samples at %d Hz"
                        .formatted(field.id().strip(), from));
            }
            if (field.id().equals("iXML") && field.utf8().contains("SAMPLE_RATE>")) {
                remarked = remarked.remarked("the sample rate that its iXML tells is that of the input");
            }
        }
        return new Carried(fields, remarked.remarks());
    }

    private boolean isLeftOut(Field field) {
        return field.place() == Place.RIFF
                && (field.id().equals("smpl") || field.id().equals("plst"));
    }

    private Field brought(Field field) {
        return switch (field.place()) {
            case RIFF ->
                switch (field.id()) {
                    case Bext.CHUNK -> changed(field, ByteOrder.LITTLE_ENDIAN, chunk -> scaleLong(chunk, Bext.TIME_AT));
                    case "cue " -> changed(field, ByteOrder.LITTLE_ENDIAN, this::cuePoints);
                    case "LIST" -> changed(field, ByteOrder.LITTLE_ENDIAN, this::labels);
                    default -> field;
                };
            case AIFF -> field.id().equals("MARK") ? changed(field, ByteOrder.BIG_ENDIAN, this::markers) : field;
            case BLOCK -> field.id().equals("CUESHEET") ? changed(field, ByteOrder.BIG_ENDIAN, this::cueSheet) : field;
            case COMMENT, PLAIN ->
                field.id().equalsIgnoreCase(TIME_REFERENCE) && field.utf8().matches("[0-9]{1,18}")
                        ? Field.utf8(field.place(), field.id(), Long.toString(scaled(Long.parseLong(field.utf8()))))
                        : field;
            default -> field;
        };
    }

    private static Field changed(Field field, ByteOrder order, Consumer<ByteBuffer> change) {
        byte[] bytes = field.bytes();
        change.accept(ByteBuffer.wrap(bytes).order(order));
        return new Field(field.place(), field.id(), bytes);
    }

    /** A position and an offset each, of which one is used. */
    private void cuePoints(ByteBuffer chunk) {
        int at = 4;
        // more than there is room for end the chunk as one that is cut short
        for (long left = chunk.getInt(0) & 0xffffffffL; left > 0; left--) {
            scaleInt(chunk, at + 4);
            scaleInt(chunk, at + 20);
            at += 24;
        }
    }

    /** Of an associated data list the lengths of passages; a list of another kind has none. */
    private void labels(ByteBuffer list) {
        if (!text(list, 0).equals("adtl")) {
            return;
        }
        int length;
        for (int at = 4; at + 8 <= list.limit(); at += 8 + length + (length & 1)) {
            length = list.getInt(at + 4);
            if (length < 0) {
                throw new BufferUnderflowException();
            }
            if (text(list, at).equals("ltxt")) {
                scaleInt(list, at + 12);
            }
        }
    }

    private void markers(ByteBuffer chunk) {
        int at = 2;
        for (int left = chunk.getShort(0) & 0xffff; left > 0; left--) {
            scaleInt(chunk, at + 2);
            int name = chunk.get(at + 6) & 0xff;
            at += 6 + (name + 2) / 2 * 2;
        }
    }

    /** No longer a CD's: those have 44.1 kHz. */
    private void cueSheet(ByteBuffer sheet) {
        scaleLong(sheet, LEAD_IN_AT);
        sheet.put(FLAGS_AT, (byte) (sheet.get(FLAGS_AT) & ~OF_A_CD));
        int at = TRACKS_AT + 1;
        for (int tracks = sheet.get(TRACKS_AT) & 0xff; tracks > 0; tracks--) {
            scaleLong(sheet, at);
            int indices = sheet.get(at + 35) & 0xff;
            at += 36;
            for (int index = 0; index < indices; index++, at += 12) {
                scaleLong(sheet, at);
            }
        }
    }

    private static String text(ByteBuffer bytes, int at) {
        byte[] four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private void scaleInt(ByteBuffer bytes, int at) {
        bytes.putInt(at, (int) Math.min(0xffffffffL, scaled(bytes.getInt(at) & 0xffffffffL)));
    }

    private void scaleLong(ByteBuffer bytes, int at) {
        bytes.putLong(at, scaled(bytes.getLong(at)));
    }

    private long scaled(long samples) {
        return Math.round((double) samples * to / from);
    }
}
