package dev.fader.trainer.audio;

import java.util.List;

/** Butterworth filters as chains of sections of second order. */
public final class Butterworth {

    /** Q of each section of a filter of eighth order: 1 / (2 cos((2n + 1)·π/16)). */
    public static final List<Double> EIGHTH_ORDER = List.of(0.50979558, 0.60134489, 0.89997622, 2.56291545);

    private Butterworth() {}
}
