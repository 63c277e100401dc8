package dev.fader.worker.train;

/** What is wrong with data, in one sentence. */
final class DataFault {

    private DataFault() {}

    static String sentence(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(fault.getMessage())
                : "%s: %s".formatted(fault.getMessage(), cause.getMessage());
    }
}
