package dev.fader.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values on a stretch of a picture, with ticks at round numbers.
 *
 * @param low the least value, a tick
 * @param high the greatest, a tick
 * @param step from tick to tick
 * @param begin where low is
 * @param end where high is
 */
record Axis(double low, double high, double step, double begin, double end) {

    private static final int MOST_TICKS = 8;

    /** @param step 0: a round one */
    static Axis of(double least, double greatest, double step, double begin, double end) {
        double from = Double.isFinite(least) ? least : 0;
        double to = Double.isFinite(greatest) ? greatest : 1;
        if (to - from < 1e-9) {
            from -= 0.5;
            to += 0.5;
        }
        double apart = step > 0 ? step : round((to - from) / MOST_TICKS);
        return new Axis(Math.floor(from / apart) * apart, Math.ceil(to / apart) * apart, apart, begin, end);
    }

    /** The next of 1, 2, 5, 10, … */
    private static double round(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= least * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    double at(double value) {
        return begin + (value - low) / (high - low) * (end - begin);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i <= Math.round((high - low) / step); i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    String label(double tick) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        double rounded = Math.abs(tick) < step / 2 ? 0 : tick;
        return String.format(Locale.ROOT, "%." + digits + "f", rounded).replace('-', '−');
    }
}
