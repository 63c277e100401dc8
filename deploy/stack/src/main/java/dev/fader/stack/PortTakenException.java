package dev.fader.stack;

/** A part of the stack cannot listen on its port because something else does. */
public final class PortTakenException extends RuntimeException {

    private final int port;

    PortTakenException(String part, int port, Throwable cause) {
        super(
                "port %d on 127.0.0.1 is taken: stop what listens there or give %s another port".formatted(port, part),
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
