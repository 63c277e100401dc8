package dev.fader.trainer.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a measurement is at, on standard error, with the seconds since its process began. */
final class Progress {

    private Progress() {}

    static void say(String what) {
        System.err.println(String.format(Locale.ROOT, "[%6.1f s] %s", seconds(), what));
    }

    static double seconds() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }
}
