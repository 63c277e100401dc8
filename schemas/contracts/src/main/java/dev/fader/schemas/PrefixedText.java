package dev.fader.schemas;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** How an id is written: a prefix that names its kind, an underscore, and its UUID in 32 lower-case hexadecimal digits. */
record PrefixedText(String prefix) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final HexFormat HEX = HexFormat.of();

    static UUID timeOrdered() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    String of(UUID uuid) {
        return prefix + "_" + HEX.toHexDigits(uuid.getMostSignificantBits())
                + HEX.toHexDigits(uuid.getLeastSignificantBits());
    }

    UUID parse(String text) {
        String digits = text.startsWith(prefix + "_") ? text.substring(prefix.length() + 1) : "";
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no %s id: expected %s_ and 32 hexadecimal digits".formatted(text, prefix, prefix));
        }
        return new UUID(HexFormat.fromHexDigitsToLong(digits, 0, 16), HexFormat.fromHexDigitsToLong(digits, 16, 32));
    }
}
