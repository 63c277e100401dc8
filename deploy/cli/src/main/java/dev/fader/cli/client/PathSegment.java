package dev.fader.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A name within a URL's path. */
public final class PathSegment {

    private PathSegment() {}

    public static String of(String name) {
        // in a path a plus is a plus
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
