package dev.fader.worker.outcome;

/** An input that no worker can remix, now or ever. */
public final class RefusedInput extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason a short stable code; @param detail a sentence for the owner of the file */
    public RefusedInput(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
