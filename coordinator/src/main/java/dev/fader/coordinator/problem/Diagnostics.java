package dev.fader.coordinator.problem;

/** Takes down what is wrong with a request, and where. */
public interface Diagnostics {

    /** Refuses the request. @param pointer JSON pointer into its body */
    void fault(String pointer, String detail);

    /** Accepts it, though its owner may not have meant it. */
    void warn(String pointer, String detail);

    /** A JSON pointer's next part (RFC 6901). */
    static String escape(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }
}
