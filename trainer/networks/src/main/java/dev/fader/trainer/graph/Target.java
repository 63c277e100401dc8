package dev.fader.trainer.graph;

/** What a program is emitted for; the network is the same. */
public record Target(Form form, Precision precision) {

    /** How networks are trained, and what others are compared with. */
    public static final Target PLAIN = new Target(Form.PLAIN, Precision.FP32);

    /** Whether what passes from one operation to the next is kept in fewer than 32 bits. */
    boolean storesHalf() {
        return form.keepsHalves() && precision != Precision.FP32;
    }

    /** Such as {@code gpu-folded fp16}. */
    @Override
    public String toString() {
        return form + " " + precision;
    }
}
