package dev.fader.stack;

import java.util.concurrent.Callable;

/** Runs one server until the process is asked to end; one that does not start ends the process with a line that says why. */
final class ServerMain {

    private ServerMain() {}

    static void run(String name, Callable<? extends AutoCloseable> start) {
        try {
            AutoCloseable server = start.call();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(name, server), "stop"));
            Thread.currentThread().join();
        } catch (Exception e) {
            System.err.println(name + " did not start: " + reason(e));
            // threads of a server that is half there would keep the process
            System.exit(1);
        }
    }

    private static void stop(String name, AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println(name + " did not stop: " + reason(e));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : ": " + reason(cause));
    }
}
