package dev.fader.trainer.report;

import java.util.List;

/** A page under construction; every text is escaped. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** As it is. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    Html element(String tag, String text) {
        return raw("<" + tag + ">" + escape(text) + "</" + tag + ">\n");
    }

    /** With a class. */
    Html element(String tag, String cssClass, String text) {
        return raw("<%s class=\"%s\">%s</%s>\n".formatted(tag, cssClass, escape(text), tag));
    }

    /** Begins a table, which the caller ends with {@code </tbody></table></div>}. */
    Html table(List<String> headings) {
        raw("<div class=\"wide\"><table><thead><tr>");
        headings.forEach(heading -> element("th", heading));
        return raw("</tr></thead><tbody>\n");
    }

    /** The first cell heads the row. */
    Html row(List<String> cells) {
        raw("<tr>").element("th", cells.getFirst());
        cells.subList(1, cells.size()).forEach(cell -> element("td", cell));
        return raw("</tr>\n");
    }

    Html figure(Figure figure) {
        return raw("<figure><div class=\"picture\">" + figure.svg() + "</div>")
                .element("figcaption", figure.caption())
                .raw("</figure>\n");
    }

    Html audio(AudioExample example) {
        return raw("<div class=\"audio\">")
                .element("b", example.label())
                .raw("<svg viewBox=\"0 0 300 100\" preserveAspectRatio=\"none\"><polygon points=\"%s\"/></svg>"
                        .formatted(example.waveform()))
                .raw(
                        "<audio controls preload=\"metadata\" data-volume=\"%s\" src=\"data:audio/flac;base64,%s\"></audio></div>\n"
                                .formatted(Svg.n(example.volume()), example.base64()));
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
