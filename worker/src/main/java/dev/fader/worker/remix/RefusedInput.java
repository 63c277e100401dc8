package dev.fader.worker.remix;

/** An input that no worker can remix, now or ever. */
final class RefusedInput extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason a short stable code; @param detail a sentence for the owner of the file */
    RefusedInput(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
