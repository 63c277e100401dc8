package dev.fader.stack;

import java.nio.file.Path;

/** The S3 server as a process of its own, until it is asked to end. Arguments: its folder and its port. */
public final class ObjectStoreMain {

    private ObjectStoreMain() {}

    public static void main(String[] args) {
        ServerMain.run(
                "the object storage", () -> EmbeddedObjectStore.start(Path.of(args[0]), Integer.parseInt(args[1])));
    }
}
