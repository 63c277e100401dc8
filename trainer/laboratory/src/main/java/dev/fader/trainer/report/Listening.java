package dev.fader.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Versions of the same seconds, of which one is heard at a time; changing from one to another keeps the place.
 *
 * @param caption what they are of
 * @param versions at one level
 */
record Listening(String caption, List<AudioExample> versions) {

    static void write(Html html, List<Listening> listenings) throws IOException {
        for (Listening listening : listenings) {
            html.raw("<section class=\"versions\">").element("p", listening.caption());
            html.raw("<div class=\"switch\" role=\"group\"></div><div class=\"row\">");
            listening.versions().forEach(html::audio);
            html.raw("</div></section>\n");
        }
        if (!listenings.isEmpty()) {
            html.raw("<script>" + script() + "</script>\n");
        }
    }

    private static String script() throws IOException {
        try (InputStream resource = Listening.class.getResourceAsStream("versions.js")) {
            if (resource == null) {
                throw new IOException("this build lacks versions.js: build it again");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
