package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code udta} box of an M4A file as players read it: known names have atoms, all others are free-form. FFmpeg writes
 * either only the names it knows, or all but the pictures and where few players look.
 */
public final class ItunesTags {

    private static final Map<String, String> ATOMS = Map.ofEntries(
            Map.entry("title", "\u00a9nam"),
            Map.entry("artist", "\u00a9ART"),
            Map.entry("album_artist", "aART"),
            Map.entry("composer", "\u00a9wrt"),
            Map.entry("album", "\u00a9alb"),
            Map.entry("date", "\u00a9day"),
            Map.entry("comment", "\u00a9cmt"),
            Map.entry("genre", "\u00a9gen"),
            Map.entry("copyright", "cprt"),
            Map.entry("grouping", "\u00a9grp"),
            Map.entry("lyrics", "\u00a9lyr"),
            Map.entry("description", "desc"),
            Map.entry("synopsis", "ldes"));

    private static final int DATA = 0;
    private static final int TEXT = 1;
    private static final int JPEG = 13;
    private static final int PNG = 14;
    private static final int BMP = 27;

    private ItunesTags() {}

    /** @return the box, or no bytes if there is nothing to say */
    public static byte[] userData(Map<String, String> tags, List<Picture> pictures) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        new TreeMap<>(tags).forEach((name, value) -> list.writeBytes(item(name, value)));
        ByteArrayOutputStream covers = new ByteArrayOutputStream();
        for (Picture picture : pictures) {
            covers.writeBytes(data(pictureType(picture), picture.bytes()));
        }
        if (covers.size() > 0) {
            list.writeBytes(box("covr", covers.toByteArray()));
        }
        if (list.size() == 0) {
            return new byte[0];
        }
        byte[] handler = box("hdlr", new byte[8], latin("mdirappl"), new byte[9]);
        return box("udta", box("meta", new byte[4], handler, box("ilst", list.toByteArray())));
    }

    private static byte[] item(String name, String value) {
        if (name.equals("track") || name.equals("disc")) {
            String[] numbers = value.split("/", 2);
            if (number(numbers[0]) && (numbers.length == 1 || number(numbers[1]))) {
                ByteBuffer pair = ByteBuffer.allocate(name.equals("track") ? 8 : 6)
                        .putShort(2, Short.parseShort(numbers[0]))
                        .putShort(4, numbers.length == 1 ? 0 : Short.parseShort(numbers[1]));
                return box(name.equals("track") ? "trkn" : "disk", data(DATA, pair.array()));
            }
        }
        byte[] text = data(TEXT, value.getBytes(StandardCharsets.UTF_8));
        String atom = ATOMS.get(name);
        if (atom != null) {
            return box(atom, text);
        }
        return box(
                "----",
                box("mean", new byte[4], latin("com.apple.iTunes")),
                box("name", new byte[4], name.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)),
                text);
    }

    private static boolean number(String text) {
        return text.matches("[1-9][0-9]{0,3}");
    }

    private static int pictureType(Picture picture) {
        return switch (picture.mimeType()) {
            case "image/jpeg" -> JPEG;
            case "image/png" -> PNG;
            case "image/bmp" -> BMP;
            default -> DATA;
        };
    }

    private static byte[] data(int type, byte[] value) {
        return box("data", ByteBuffer.allocate(8).putInt(type).putInt(0).array(), value);
    }

    private static byte[] box(String type, byte[]... parts) {
        int length = 8;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer box = ByteBuffer.allocate(length).putInt(length).put(latin(type));
        for (byte[] part : parts) {
            box.put(part);
        }
        return box.array();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
