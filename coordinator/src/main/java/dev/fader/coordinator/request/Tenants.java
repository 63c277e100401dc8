package dev.fader.coordinator.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a tenant may be called. What means all tenants, {@code *}, is no tenant. */
public final class Tenants {

    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Tenants() {}

    /** @return what is wrong with the name, or null */
    public static @Nullable String fault(String name) {
        return NAME.matcher(name).matches()
                ? null
                : "is no name of a tenant: expected 1 to 100 of A-Z, a-z, 0-9, '.', '_', '-', beginning with a letter"
                        + " or a digit";
    }
}
