package dev.fader.trainer.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A picture as FLAC's metadata block (RFC 9639, §8.8), which Ogg files hold in base 64 in a comment. */
public final class FlacPicture {

    /** The comment's name. */
    public static final String COMMENT = "METADATA_BLOCK_PICTURE";

    private static final int BITS_PER_PIXEL = 24;

    private FlacPicture() {}

    public static String base64(Picture picture) {
        byte[] mimeType = picture.mimeType().getBytes(StandardCharsets.US_ASCII);
        byte[] description = picture.description().getBytes(StandardCharsets.UTF_8);
        PictureSize size = PictureSize.of(picture);
        ByteBuffer block = ByteBuffer.allocate(32 + mimeType.length + description.length + picture.length())
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
                .put(picture.bytes());
        return Base64.getEncoder().encodeToString(block.array());
    }
}
