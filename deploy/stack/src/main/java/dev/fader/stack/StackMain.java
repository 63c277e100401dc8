package dev.fader.stack;

import java.nio.file.Path;

/**
 * The stack as a process of its own, for those that must not have a broker's classes beside theirs. Arguments: folder
 * and the ports of PostgreSQL, Kafka and the object store. Prints {@link #READY} and ends when its input does, so that
 * it never outlives the process that started it.
 */
final class StackMain {

    static final String READY = "stack is up";

    private StackMain() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        // PostgreSQL is started last and so stopped first: it is a process that would outlive this one
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), Integer.parseInt(args[2]));
                EmbeddedObjectStore store =
                        EmbeddedObjectStore.start(dir.resolve("objects"), Integer.parseInt(args[3]));
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(dir.resolve("postgres"), Integer.parseInt(args[1]))) {
            System.out.println(
                    READY + ": " + postgres.jdbcUrl() + " " + broker.bootstrapServers() + " " + store.endpoint());
            while (System.in.read() >= 0) {
                // only its end matters
            }
        }
        System.exit(0);
    }
}
