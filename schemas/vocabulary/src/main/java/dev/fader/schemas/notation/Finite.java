package dev.fader.schemas.notation;

import org.jspecify.annotations.Nullable;

/** Measurements that may have no value, such as the loudness of silence: JSON has neither NaN nor infinities. */
public final class Finite {

    private Finite() {}

    public static @Nullable Double orNull(double measured) {
        return Double.isFinite(measured) ? measured : null;
    }
}
