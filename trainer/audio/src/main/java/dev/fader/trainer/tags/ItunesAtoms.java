package dev.fader.trainer.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The items of iTunes' list in MP4 files, each with its values in {@code data} boxes. */
final class ItunesAtoms {

    private static final int BINARY = 0;
    private static final int TEXT = 1;
    private static final int JPEG = 13;
    private static final int PNG = 14;
    private static final int INTEGER = 21;
    private static final int BMP = 27;
    private static final String APPLE = "com.apple.iTunes";
    private static final Set<String> OF_ONE_BYTE = Set.of("cpil", "pgap", "rtng");

    private ItunesAtoms() {}

    private record Data(int type, byte[] value) {}

    static Meaning meaning(Field atom) {
        byte[] content = atom.bytes();
        List<Data> values = values(content);
        if (values.isEmpty()) {
            return new Meaning.Opaque("the atom " + atom.id());
        }
        return switch (atom.id()) {
            case "covr" -> pictures(values);
            case "trkn", "disk" -> Meaning.Texts.of(TagTable.ofAtom(atom.id()), List.of(pair(values.getFirst())));
            case "gnre" -> Meaning.Texts.of("genre", List.of(Genres.name((int) integer(values.getFirst().value) - 1)));
            case "----" ->
                values.stream().anyMatch(data -> data.type != TEXT)
                        ? new Meaning.Opaque("the item " + name(content))
                        : Meaning.Texts.of(TagTable.ofFreeForm(name(content)), texts(values));
            default -> {
                boolean understood = values.stream()
                        .allMatch(data -> data.type == TEXT
                                || data.type == INTEGER
                                || data.type == BINARY
                                        && !TagTable.ofAtom(atom.id()).equals(atom.id()));
                yield understood
                        ? Meaning.Texts.of(TagTable.ofAtom(atom.id()), texts(values))
                        : new Meaning.Opaque("the atom " + atom.id());
            }
        };
    }

    /** What they show is not told. */
    private static Meaning pictures(List<Data> values) {
        return new Meaning.Covers(values.stream()
                .map(data -> new Picture(Picture.mimeType(data.value), Picture.FRONT_COVER, "", data.value))
                .toList());
    }

    private static List<String> texts(List<Data> values) {
        return values.stream()
                .map(data -> data.type == TEXT
                        ? new String(data.value, StandardCharsets.UTF_8)
                        : Long.toString(integer(data.value)))
                .toList();
    }

    private static long integer(byte[] value) {
        long number = value[0];
        for (int i = 1; i < value.length; i++) {
            number = number << 8 | value[i] & 0xff;
        }
        return number;
    }

    private static String pair(Data data) {
        ByteBuffer numbers = ByteBuffer.wrap(data.value);
        int of = data.value.length < 6 ? 0 : numbers.getShort(4) & 0xffff;
        return (numbers.getShort(2) & 0xffff) + (of == 0 ? "" : "/" + of);
    }

    /** Of a free-form item, with who means it where that is not Apple; else an empty text. */
    static String name(byte[] content) {
        String mean = inner(content, "mean");
        String name = inner(content, "name");
        return mean.equals(APPLE) ? name : mean + ":" + name;
    }

    private static String inner(byte[] content, String type) {
        ByteBuffer boxes = ByteBuffer.wrap(content);
        for (int at = 0; at + 12 <= content.length; ) {
            int length = boxes.getInt(at);
            if (length < 8 || length > content.length - at) {
                break;
            }
            if (FileBytes.text(boxes, at + 4).equals(type)) {
                return new String(content, at + 12, length - 12, StandardCharsets.UTF_8);
            }
            at += length;
        }
        return "";
    }

    private static List<Data> values(byte[] content) {
        List<Data> values = new ArrayList<>();
        ByteBuffer boxes = ByteBuffer.wrap(content);
        for (int at = 0; at + 16 <= content.length; ) {
            int length = boxes.getInt(at);
            if (length < 8 || length > content.length - at) {
                break;
            }
            if (FileBytes.text(boxes, at + 4).equals("data") && length > 16) {
                values.add(
                        new Data(boxes.getInt(at + 8) & 0xffffff, Arrays.copyOfRange(content, at + 16, at + length)));
            }
            at += length;
        }
        return values;
    }

    static void write(Text text, List<Field> to) {
        String atom = TagTable.atom(text.name());
        byte[] number = atom.length() == 4 ? number(atom, text.first()) : new byte[0];
        boolean numeric = Set.of("trkn", "disk", "tmpo").contains(atom) || OF_ONE_BYTE.contains(atom);
        if (number.length > 0) {
            to.add(new Field(Place.ATOM, atom, number));
        } else if (TagTable.isFreeForm(atom) || numeric) {
            String name = numeric ? TagTable.comment(text.name()) : TagTable.freeFormName(atom);
            to.add(new Field(Place.ATOM, "----", freeForm(name, text.values())));
        } else {
            to.add(new Field(Place.ATOM, atom, texts(text)));
        }
    }

    /** Of a numeric atom; no bytes where the text is no number that it can hold. */
    private static byte[] number(String atom, String text) {
        if (atom.equals("trkn") || atom.equals("disk")) {
            String[] numbers = text.split("/", 2);
            if (number(numbers[0]) && (numbers.length == 1 || number(numbers[1]))) {
                ByteBuffer pair = ByteBuffer.allocate(atom.equals("trkn") ? 8 : 6)
                        .putShort(2, Short.parseShort(numbers[0]))
                        .putShort(4, numbers.length == 1 ? 0 : Short.parseShort(numbers[1]));
                return data(BINARY, pair.array());
            }
        } else if (OF_ONE_BYTE.contains(atom) && text.matches("[0-9]")) {
            return data(INTEGER, new byte[] {Byte.parseByte(text)});
        } else if (atom.equals("tmpo") && number(text)) {
            return data(
                    INTEGER,
                    ByteBuffer.allocate(2).putShort(Short.parseShort(text)).array());
        }
        return new byte[0];
    }

    private static boolean number(String text) {
        return text.matches("[1-9][0-9]{0,3}");
    }

    private static byte[] texts(Text text) {
        return joined(text.values().stream()
                .map(value -> data(TEXT, value.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static byte[] freeForm(String name, List<String> values) {
        List<byte[]> boxes = new ArrayList<>();
        boxes.add(Mp4Boxes.box("mean", new byte[4], Mp4Boxes.latin(APPLE)));
        boxes.add(Mp4Boxes.box("name", new byte[4], name.getBytes(StandardCharsets.UTF_8)));
        values.forEach(value -> boxes.add(data(TEXT, value.getBytes(StandardCharsets.UTF_8))));
        return joined(boxes);
    }

    /** All in one atom, as players look for them. */
    static Field covers(List<Picture> pictures) {
        return new Field(
                Place.ATOM,
                "covr",
                joined(pictures.stream()
                        .map(picture -> data(type(picture), picture.bytes()))
                        .toList()));
    }

    private static int type(Picture picture) {
        return switch (picture.mimeType()) {
            case "image/jpeg" -> JPEG;
            case "image/png" -> PNG;
            case "image/bmp" -> BMP;
            default -> BINARY;
        };
    }

    private static byte[] data(int type, byte[] value) {
        return Mp4Boxes.box(
                "data", ByteBuffer.allocate(8).putInt(type).putInt(0).array(), value);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteBuffer all =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }
}
