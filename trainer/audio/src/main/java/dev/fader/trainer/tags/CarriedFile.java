package dev.fader.trainer.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** Reads what a file carries, whatever it is: by its first bytes, not by its name. */
public final class CarriedFile {

    private static final int MOST_ID3_TAGS = 8;

    private CarriedFile() {}

    /** More is carried than is kept. The message follows the file's name. */
    public static final class TooMuchException extends IOException {

        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message);
        }
    }

    /**
     * @return nothing where the file is of no kind that is read here
     * @throws TooMuchException where it carries more than is kept
     */
    public static Optional<Carried> read(SeekableByteChannel channel) throws IOException {
        Collector found = new Collector();
        try {
            return read(new FileBytes(channel), found) ? Optional.of(found.carried()) : Optional.empty();
        } catch (Collector.TooMuch tooMuch) {
            throw new TooMuchException("carries " + tooMuch.getMessage() + ": export it with less beside its sound");
        }
    }

    private static boolean read(FileBytes file, Collector into) throws IOException {
        long sound = id3(file, into);
        ByteBuffer head = file.at(sound, 12);
        switch (FileBytes.text(head, 0)) {
            case "RIFF", "RF64", "BW64" -> IffChunks.read(file, Place.RIFF, into);
            case "riff" -> Wave64Chunks.read(file, into);
            case "FORM" -> IffChunks.read(file, Place.AIFF, into);
            case "fLaC" -> {
                FlacBlocks.read(file, sound + 4, into);
                // which belong elsewhere, and are found here
                atTheEnd(file, into);
            }
            case "OggS" -> OggComments.read(file, into);
            default -> {
                if (FileBytes.text(head, 4).equals("ftyp")) {
                    Mp4Boxes.read(file, into);
                    return true;
                }
                boolean frames = head.limit() >= 2 && head.get(0) == (byte) 0xff && (head.get(1) & 0xe0) == 0xe0;
                atTheEnd(file, into);
                return sound > 0 || frames;
            }
        }
        return true;
    }

    /** @return where the tags in front end */
    private static long id3(FileBytes file, Collector into) throws IOException {
        long at = 0;
        for (int i = 0; i < MOST_ID3_TAGS; i++) {
            int length = Id3Tag.length(file.at(at, Id3Tag.HEADER_BYTES));
            if (length == 0) {
                break;
            }
            into.check(length);
            Id3Tag.read(file.at(at, length).array(), into);
            at += length;
        }
        return at;
    }

    private static void atTheEnd(FileBytes file, Collector into) throws IOException {
        long end = file.size();
        ByteBuffer old = file.at(end - Id3v1.BYTES, Id3v1.BYTES);
        boolean hasOld = old.limit() == Id3v1.BYTES && FileBytes.text(old, 0, 3).equals("TAG");
        long before = hasOld ? end - Id3v1.BYTES : end;
        String last = FileBytes.text(file.at(before - 10, 10), 0, 10);
        if (last.startsWith("3DI")) {
            into.remark("the ID3v2 tag at its end is left out");
        } else if (last.endsWith("LYRICS200") || last.endsWith("LYRICSEND")) {
            into.remark("the Lyrics3 tag at its end is left out");
        }
        ApeTag.read(file, before, into);
        if (hasOld) {
            into.add(new Field(Place.ID3V1, "TAG", old.array()));
        }
    }

    /** What follows the frames of an MP3 file. */
    public static byte[] end(List<Field> fields) {
        byte[] ape = ApeTag.of(fields);
        byte[] old = fields.stream()
                .filter(field -> field.place() == Place.ID3V1)
                .findFirst()
                .map(Field::bytes)
                .orElse(new byte[0]);
        return ByteBuffer.allocate(ape.length + old.length).put(ape).put(old).array();
    }
}
