package dev.fader.schemas.remix;

import java.util.regex.Pattern;

/**
 * Numbers as people write them in a table or a command: neither {@code NaN}, {@code Infinity} nor {@code 0x1p3}. The minus
 * sign of typesetters (U+2212) is one.
 */
final class Decimal {

    private static final Pattern WRITTEN = Pattern.compile("[+\\u2212-]?(\\d{1,9}(\\.\\d{0,15})?|\\.\\d{1,15})");

    private Decimal() {}

    /** @throws NumberFormatException when the text is no such number */
    static double parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new NumberFormatException("'%s' is no number".formatted(text));
        }
        return Double.parseDouble(text.replace('\u2212', '-'));
    }
}
