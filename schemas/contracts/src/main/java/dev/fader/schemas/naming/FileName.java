package dev.fader.schemas.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/** The parts of a file's path: what follows the last dot is an extension only where it looks like one. */
public final class FileName {

    /** {@code Mr. Blue} and {@code 01. Intro} have none. */
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,5}");

    private FileName() {}

    /** In lower case and without its dot; empty where there is none. @param path its folders may be there or not */
    public static String extension(String path) {
        return path.substring(end(path)).replace(".", "").toLowerCase(Locale.ROOT);
    }

    /** The path without the extension and its dot. */
    public static String stem(String path) {
        return path.substring(0, end(path));
    }

    /** Where the stem ends. A name's first dot hides it, and begins no extension. */
    private static int end(String path) {
        int dot = path.lastIndexOf('.');
        boolean first = dot <= path.lastIndexOf('/') + 1;
        return first || !EXTENSION.matcher(path.substring(dot + 1)).matches() ? path.length() : dot;
    }
}
