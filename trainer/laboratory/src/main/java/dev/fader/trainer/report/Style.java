package dev.fader.trainer.report;

/**
 * How something is drawn.
 *
 * @param colour as SVG has it
 * @param dashed what stands beside ours: doing nothing, the authors' record
 */
record Style(String colour, Marker marker, boolean dashed) {

    /** Of "output = input", in every figure. */
    static final Style NOTHING = new Style("#888888", Marker.CROSS, true);

    Style asDashed() {
        return new Style(colour, marker, true);
    }
}
