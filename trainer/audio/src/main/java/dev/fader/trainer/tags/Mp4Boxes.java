package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an MP4 file's index carries beside the sound: iTunes' list, other user data, and QuickTime's keys. */
public final class Mp4Boxes {

    private static final int MOST_BOXES = 20_000;

    private Mp4Boxes() {}

    private interface Visitor {
        void box(String type, long from, long to) throws IOException;
    }

    static void read(FileBytes file, Collector into) throws IOException {
        each(file, 0, file.size(), (type, from, to) -> {
            if (type.equals("moov")) {
                each(file, from, to, (inner, innerFrom, innerTo) -> {
                    if (inner.equals("udta")) {
                        userData(file, innerFrom, innerTo, into);
                    } else if (inner.equals("trak")) {
                        each(file, innerFrom, innerTo, (part, partFrom, partTo) -> {
                            if (part.equals("udta")) {
                                into.remark("the user data of one of its tracks is left out");
                            }
                        });
                    } else if (inner.equals("meta")) {
                        into.add(new Field(Place.MOVIE, inner, content(file, innerFrom, innerTo, into)));
                    }
                });
            } else if (type.equals("uuid") || type.equals("meta")) {
                into.remark("its box " + type + " of " + (to - from) + " bytes beside the sound is left out");
            }
        });
    }

    private static void userData(FileBytes file, long from, long to, Collector into) throws IOException {
        each(file, from, to, (type, innerFrom, innerTo) -> {
            if (type.equals("meta") && listAt(file, innerFrom, innerTo) >= 0) {
                long inner = innerFrom + headBytes(file, innerFrom);
                each(file, inner, innerTo, (item, itemFrom, itemTo) -> {
                    if (item.equals("ilst")) {
                        each(
                                file,
                                itemFrom,
                                itemTo,
                                (atom, atomFrom, atomTo) -> add(atom, content(file, atomFrom, atomTo, into), into));
                    } else if (!item.equals("hdlr") && !item.equals("free")) {
                        into.remark("the box " + item + " beside its list of tags is left out");
                    }
                });
            } else if (!type.equals("free")) {
                into.add(new Field(Place.USER_DATA, type, content(file, innerFrom, innerTo, into)));
            }
        });
    }

    /** How many samples an encoder put around the sound is true of the input's encoding alone. */
    private static void add(String atom, byte[] content, Collector into) {
        Field field = new Field(Place.ATOM, atom, content);
        boolean delay = atom.equals("----") && ItunesAtoms.name(content).equalsIgnoreCase("iTunSMPB");
        if (!atom.equals("free") && !delay) {
            into.add(field);
        }
    }

    /** @return 0 where the box holds iTunes' list; −1 where it is one of another kind, as of QuickTime's keys */
    private static int listAt(FileBytes file, long from, long to) throws IOException {
        String[] found = {"", ""};
        each(file, from + headBytes(file, from), to, (type, innerFrom, innerTo) -> {
            if (type.equals("hdlr")) {
                found[0] = FileBytes.text(file.at(innerFrom + 8, 4), 0);
            } else if (type.equals("ilst")) {
                found[1] = type;
            }
        });
        return !found[1].isEmpty() && !found[0].equals("mdta") ? 0 : -1;
    }

    /** QuickTime's boxes of this type have no version in front. */
    private static int headBytes(FileBytes file, long from) throws IOException {
        return FileBytes.text(file.at(from + 4, 4), 0).equals("hdlr") ? 0 : 4;
    }

    private static byte[] content(FileBytes file, long from, long to, Collector into) throws IOException {
        into.check(to - from);
        return file.at(from, (int) (to - from)).array();
    }

    private static void each(FileBytes file, long from, long to, Visitor visitor) throws IOException {
        long at = from;
        for (int i = 0; i < MOST_BOXES && at + 8 <= to; i++) {
            ByteBuffer head = file.at(at, 16).order(ByteOrder.BIG_ENDIAN);
            if (head.limit() < 8) {
                return;
            }
            long length = head.getInt(0) & 0xffffffffL;
            int headLength = 8;
            if (length == 1 && head.limit() == 16) {
                length = head.getLong(8);
                headLength = 16;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < headLength || length > to - at) {
                return;
            }
            visitor.box(FileBytes.text(head, 4), at + headLength, at + length);
            at += length;
        }
    }

    /** QuickTime's own texts: a length, a language, and UTF-8. */
    static Meaning meaning(Field box) {
        if (!box.id().startsWith("©")) {
            return new Meaning.Opaque(box.id().equals("chpl") ? "chapters" : "the box " + box.id());
        }
        ByteBuffer bytes = ByteBuffer.wrap(box.bytes());
        byte[] text = new byte[bytes.getShort() & 0xffff];
        bytes.getShort();
        bytes.get(text);
        return Meaning.Texts.of(TagTable.ofAtom(box.id()), List.of(new String(text, StandardCharsets.UTF_8)));
    }

    /** @return the boxes to put into the index; no bytes where there is nothing to say */
    public static byte[] of(List<Field> fields) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        ByteArrayOutputStream movie = new ByteArrayOutputStream();
        for (Field field : fields) {
            switch (field.place()) {
                case ATOM -> list.writeBytes(box(field.id(), field.bytes()));
                case USER_DATA -> others.writeBytes(box(field.id(), field.bytes()));
                case MOVIE -> movie.writeBytes(box(field.id(), field.bytes()));
                default -> {
                    // written elsewhere
                }
            }
        }
        byte[] userData = new byte[0];
        if (list.size() > 0 || others.size() > 0) {
            byte[] handler = box("hdlr", new byte[8], latin("mdirappl"), new byte[9]);
            byte[] meta =
                    list.size() == 0 ? new byte[0] : box("meta", new byte[4], handler, box("ilst", list.toByteArray()));
            userData = box("udta", meta, others.toByteArray());
        }
        movie.writeBytes(userData);
        return movie.toByteArray();
    }

    static byte[] box(String type, byte[]... parts) {
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

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
