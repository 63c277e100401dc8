package dev.fader.trainer.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** A kernel's arguments, one after the other as it declares them, in memory where a launch reads them. */
public final class Arguments {

    private static final int SLOT = Long.BYTES;

    private final Memory values;
    private final Memory addresses;
    private final int most;
    private int count;

    /** @param most of them */
    public Arguments(int most) {
        this.values = new Memory((long) most * SLOT);
        this.addresses = new Memory((long) most * Native.POINTER_SIZE);
        this.most = most;
        for (int i = 0; i < most; i++) {
            addresses.setPointer((long) i * Native.POINTER_SIZE, values.share((long) i * SLOT));
        }
    }

    /** A pointer, in the device's memory. */
    public Arguments address(long address) {
        values.setLong(next(), address);
        return this;
    }

    /** An {@code int}. */
    public Arguments integer(int value) {
        values.setInt(next(), value);
        return this;
    }

    /** A {@code float}. */
    public Arguments real(float value) {
        values.setFloat(next(), value);
        return this;
    }

    private long next() {
        if (count == most) {
            throw new IllegalArgumentException("there is room for %d arguments".formatted(most));
        }
        return (long) count++ * SLOT;
    }

    /** Addresses of the values, as long as this is reachable. @throws IllegalArgumentException if there are fewer than there is room for */
    public Pointer parameters() {
        if (count != most) {
            throw new IllegalArgumentException("%d arguments of %d are given".formatted(count, most));
        }
        return addresses;
    }
}
