package dev.fader.cli.submit;

import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** {@code NAME:PRESET} or {@code NAME:SOURCE=DB,…}. */
public record VariantOption(SubmitBatch.NamedVariant variant) {

    /** @throws TypeConversionException saying what would have been understood */
    public static VariantOption parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new TypeConversionException(
                    "'%s' is no variant: expected NAME:PRESET or NAME:SOURCE=DB,…".formatted(text));
        }
        String name = text.substring(0, colon);
        String what = text.substring(colon + 1);
        return new VariantOption(
                what.contains("=")
                        ? new SubmitBatch.NamedVariant(name, gains(what), null, null, null)
                        : new SubmitBatch.NamedVariant(name, null, what, null, null));
    }

    private static Map<String, @Nullable Gain> gains(String text) {
        Map<String, @Nullable Gain> gains = new HashMap<>();
        for (String pair : text.split(",")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) {
                throw new TypeConversionException("'%s' is no gain: expected SOURCE=DB".formatted(pair));
            }
            try {
                gains.put(parts[0], Gain.parse(parts[1]));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
        return gains;
    }
}
