package dev.fader.trainer.songs;

/** How a bar is divided, in sixteenths. */
enum Metre {
    FOUR_FOUR(16, 8),
    THREE_FOUR(12, 8),
    SIX_EIGHT(12, 6);

    private final int steps;
    private final int half;

    Metre(int steps, int half) {
        this.steps = steps;
        this.half = half;
    }

    static Metre draw(Chance chance) {
        double lot = chance.unit();
        return lot < 0.78 ? FOUR_FOUR : lot < 0.89 ? SIX_EIGHT : THREE_FOUR;
    }

    /** Sixteenths in a bar. */
    int steps() {
        return steps;
    }

    /** Where a bar's second chord comes. */
    int half() {
        return half;
    }

    double beats() {
        return steps / 4.0;
    }
}
