package dev.fader.schemas.model;

import dev.fader.schemas.Texts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How models are named: by the SHA-256 of their file, by the beginning of it, or by an alias. */
public final class ModelNames {

    /** What is used where nobody says otherwise, and what promotions are for. */
    public static final String PRODUCTION = "production";

    /** Digits of a SHA-256 that are taken for one, where no other begins so. */
    public static final int LEAST_DIGITS = 8;

    private static final int SHOWN = 100;
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{%d,64}".formatted(LEAST_DIGITS));

    private ModelNames() {}

    /** @return what keeps a name from being an alias, as a sentence's end; null when nothing does */
    public static @Nullable String aliasFault(String name) {
        if (!ALIAS.matcher(name).matches()) {
            return "'%s' is no name for an alias: expected %s".formatted(Texts.shown(name, SHOWN), ALIAS);
        }
        return isDigits(name) ? "'%s' is no name for an alias: it could be a model's SHA-256".formatted(name) : null;
    }

    /** Whether a name may be a SHA-256, or enough of its beginning. */
    public static boolean isDigits(String name) {
        return DIGITS.matcher(name).matches();
    }

    /** The key of a model's object in the service's bucket. */
    public static String key(String sha256) {
        return "models/" + sha256 + ".safetensors";
    }
}
