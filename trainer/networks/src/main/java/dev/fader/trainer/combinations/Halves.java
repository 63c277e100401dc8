package dev.fader.trainer.combinations;

import dev.fader.trainer.graph.Precision;

/** Numbers of 16 bits, rounded to the nearest. */
final class Halves {

    private Halves() {}

    /** @throws FailedProofException if a number is too large for them */
    static short of(float value, Precision precision) {
        short half = switch (precision) {
            case FP16 -> Float.floatToFloat16(value);
            case BF16 -> toBfloat16(value);
            case FP32 -> throw noHalf();
        };
        if (!Float.isFinite(toFloat(half, precision))) {
            throw new FailedProofException("a weight is %s, which is no %s".formatted(value, precision));
        }
        return half;
    }

    static float toFloat(short half, Precision precision) {
        return switch (precision) {
            case FP16 -> Float.float16ToFloat(half);
            case BF16 -> Float.intBitsToFloat(half << 16);
            case FP32 -> throw noHalf();
        };
    }

    /** The upper half of the bits, and up where the lower is more than half of one, or just that and the upper odd. */
    private static short toBfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        int upToEven = 0x7fff + (bits >>> 16 & 1);
        return (short) (bits + upToEven >>> 16);
    }

    private static IllegalArgumentException noHalf() {
        return new IllegalArgumentException("numbers of 32 bits are no halves");
    }
}
