package dev.fader.schemas.notation;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a long command is at, on standard error, with the seconds since its process began. */
public final class Elapsed {

    private Elapsed() {}

    public static void say(String what) {
        System.err.println(String.format(Locale.ROOT, "[%6.1f s] %s", seconds(), what));
    }

    public static double seconds() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }
}
