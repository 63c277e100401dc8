package dev.fader.cli.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, given as the first argument, and ends this process when its input ends. The input is a pipe
 * from the process that started it, so that even after that one was killed nothing outlives it.
 */
public final class Leashed {

    private static final long STOP_MILLIS = 30_000;

    private Leashed() {}

    public static void main(String[] args) throws Throwable {
        daemon("leash", Leashed::waitForTheEnd);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void waitForTheEnd() {
        try {
            while (System.in.read() >= 0) {
                // only its end matters
            }
        } catch (IOException broken) {
            // as good as its end
        }
        daemon("patience", Leashed::halt);
        System.exit(143);
    }

    private static void halt() {
        try {
            Thread.sleep(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(143);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
