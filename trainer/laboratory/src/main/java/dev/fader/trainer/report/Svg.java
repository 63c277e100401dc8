package dev.fader.trainer.report;

import java.util.Locale;

/**
 * An SVG picture under construction. It says its colours itself, for whoever prints it, and their meaning as classes ({@code
 * ink}, {@code grid}, {@code paper}), so that a page can show it in the dark; text is text, in a font that every system has.
 */
final class Svg {

    static final int FONT_SIZE = 14;

    /** Of a letter, in the mean: what a legend reserves. */
    private static final double LETTER = 0.56 * FONT_SIZE;

    /** Where a text stands at its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder svg = new StringBuilder();

    /** @param title what a reader is told who cannot see it */
    Svg(double width, double height, String title) {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" \
                font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="%d">
                <title>%s</title>
                """.formatted(n(width), n(height), n(width), n(height), FONT_SIZE, Html.escape(title)));
    }

    static double width(String text) {
        return text.length() * LETTER;
    }

    Svg text(double x, double y, Anchor anchor, String text) {
        return text(x, y, anchor, text, "");
    }

    /** From below to above. */
    Svg upwards(double x, double y, String text) {
        return text(x, y, Anchor.MIDDLE, text, " transform=\"rotate(-90 %s %s)\"".formatted(n(x), n(y)));
    }

    /** @param attributes more of them */
    Svg text(double x, double y, Anchor anchor, String text, String attributes) {
        svg.append("<text class=\"ink\" fill=\"#222222\" x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>\n"
                .formatted(n(x), n(y), anchor.name().toLowerCase(Locale.ROOT), attributes, Html.escape(text)));
        return this;
    }

    Svg grid(double x1, double y1, double x2, double y2) {
        return stroke("grid", "#dddddd", 1, "", "M%s,%s L%s,%s".formatted(n(x1), n(y1), n(x2), n(y2)));
    }

    Svg frame(double x, double y, double width, double height) {
        return stroke(
                "ink", "#222222", 1, "", "M%s,%s h%s v%s h-%s Z".formatted(n(x), n(y), n(width), n(height), n(width)));
    }

    /** @param path data of an SVG path */
    Svg line(Style style, double width, String path) {
        return stroke("", style.colour(), width, style.dashed() ? "6 4" : "", path);
    }

    Svg marker(Style style, double x, double y) {
        String path = style.marker().at(x, y);
        return path.contains("Z")
                ? raw("<path fill=\"%s\" d=\"%s\"/>\n".formatted(style.colour(), path))
                : stroke("", style.colour(), 2, "", path);
    }

    Svg rectangle(String colour, double opacity, double x, double y, double width, double height) {
        return raw("<rect fill=\"%s\" fill-opacity=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
                .formatted(colour, n(opacity), n(x), n(y), n(width), n(height)));
    }

    /** @param cssClass empty: none. @param dashes empty: none */
    Svg stroke(String cssClass, String colour, double width, String dashes, String path) {
        return raw("<path%s fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s d=\"%s\"/>\n"
                .formatted(
                        cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"",
                        colour,
                        n(width),
                        dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"",
                        path));
    }

    /** A point of a path. @param command such as {@code M} or {@code L} */
    static String point(char command, double x, double y) {
        return command + n(x) + "," + n(y) + " ";
    }

    static String n(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private Svg raw(String markup) {
        svg.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return svg + "</svg>\n";
    }
}
