package dev.fader.trainer.tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Width and height in pixels, as a picture's header tells; 1 × 1 where it does not, since containers want a number. */
public record PictureSize(int width, int height) {

    private static final PictureSize UNKNOWN = new PictureSize(1, 1);

    public static PictureSize of(Picture picture) {
        ByteBuffer bytes = ByteBuffer.wrap(picture.bytes());
        PictureSize size = switch (picture.mimeType()) {
            case "image/png" -> bytes.limit() < 24 ? UNKNOWN : new PictureSize(bytes.getInt(16), bytes.getInt(20));
            case "image/jpeg" -> jpeg(bytes);
            case "image/gif" -> {
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                yield bytes.limit() < 10
                        ? UNKNOWN
                        : new PictureSize(bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff);
            }
            case "image/bmp" -> {
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                yield bytes.limit() < 26 ? UNKNOWN : new PictureSize(bytes.getInt(18), Math.abs(bytes.getInt(22)));
            }
            default -> UNKNOWN;
        };
        boolean plausible = size.width > 0 && size.height > 0 && size.width < 1 << 15 && size.height < 1 << 15;
        return plausible ? size : UNKNOWN;
    }

    /** The first start-of-frame segment (ITU-T T.81, annex B.2.2). */
    private static PictureSize jpeg(ByteBuffer bytes) {
        for (int at = 2; at + 9 <= bytes.limit() && (bytes.get(at) & 0xff) == 0xff; ) {
            int marker = bytes.get(at + 1) & 0xff;
            boolean startOfFrame =
                    marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (startOfFrame) {
                return new PictureSize(bytes.getShort(at + 7) & 0xffff, bytes.getShort(at + 5) & 0xffff);
            }
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return UNKNOWN;
    }
}
