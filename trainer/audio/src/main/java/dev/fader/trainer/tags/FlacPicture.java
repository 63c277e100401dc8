package dev.fader.trainer.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A picture as FLAC's metadata block (RFC 9639, §8.8), which Ogg files hold in base 64 in a comment. */
final class FlacPicture {

    /** The comment's name. */
    static final String COMMENT = "METADATA_BLOCK_PICTURE";

    /** The block's name. */
    static final String BLOCK = "PICTURE";

    private static final int BITS_PER_PIXEL = 24;

    private FlacPicture() {}

    static Field field(Picture picture) {
        return new Field(Place.BLOCK, BLOCK, bytes(picture));
    }

    static Field comment(Picture picture) {
        return Field.utf8(Place.COMMENT, COMMENT, Base64.getEncoder().encodeToString(bytes(picture)));
    }

    private static byte[] bytes(Picture picture) {
        byte[] mimeType = picture.mimeType().getBytes(StandardCharsets.US_ASCII);
        byte[] description = picture.description().getBytes(StandardCharsets.UTF_8);
        PictureSize size = PictureSize.of(picture);
        return ByteBuffer.allocate(32 + mimeType.length + description.length + picture.length())
                .putInt(picture.kind())
                .putInt(mimeType.length)
                .put(mimeType)
                .putInt(description.length)
                .put(description)
                .putInt(size.width())
                .putInt(size.height())
                .putInt(BITS_PER_PIXEL)
                .putInt(0)
                .putInt(picture.length())
                .put(picture.bytes())
                .array();
    }

    /** @throws RuntimeException where lengths contradict each other */
    static Picture read(byte[] bytes) {
        ByteBuffer block = ByteBuffer.wrap(bytes);
        int kind = Picture.knownKind(block.getInt());
        String mimeType = new String(counted(block), StandardCharsets.US_ASCII);
        String description = new String(counted(block), StandardCharsets.UTF_8);
        // width, height, depth and colours
        block.position(block.position() + 16);
        if (mimeType.equals("-->")) {
            throw new IllegalArgumentException("a link is no picture");
        }
        return new Picture(Picture.mimeType(mimeType), kind, description, counted(block));
    }

    private static byte[] counted(ByteBuffer block) {
        int length = block.getInt();
        if (length < 0 || length > block.remaining()) {
            throw new IllegalArgumentException("it counts " + length + " bytes of " + block.remaining());
        }
        byte[] bytes = new byte[length];
        block.get(bytes);
        return bytes;
    }
}
