package dev.fader.queue.loop;

import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Hears what becomes of the turns of a loop. */
public interface LoopObserver {

    /** A turn failed and will be repeated. */
    void failed(String loop, Throwable cause);

    /** The process must end: the loop cannot go on, and a service that looks alive without it would be a lie. */
    void fatal(String loop, Throwable cause);

    /** For services: logs, counts by the loop's name, and ends the process so that whoever supervises it starts another. */
    static LoopObserver endingTheProcess(Consumer<String> counter) {
        Logger log = Logger.getLogger(Loop.class);
        return new LoopObserver() {
            @Override
            public void failed(String loop, Throwable cause) {
                counter.accept(loop);
                log.warnf("%s failed and is repeated: %s", loop, root(cause));
                log.debug(loop, cause);
            }

            @Override
            public void fatal(String loop, Throwable cause) {
                log.fatalf(cause, "%s cannot go on, and without it this process is of no use", loop);
                // no orderly end: what it would wait for may be what is broken
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
    }

    /** Of a process that ended because a loop could not go on (EX_SOFTWARE). */
    int EXIT_CODE = 70;

    /** Those above it repeat it, and the statement that failed with all of its arguments. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
