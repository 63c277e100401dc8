package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.storage.ObjectListing;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.ObjectRef;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every object under a prefix whose rest of the key matches a pattern. */
final class PrefixItems implements Items {

    private static final String EVERYTHING = "**";
    private static final List<String> OURS = List.of("results/", "models/");

    private final @Nullable String bucket;
    private final String prefix;
    private final KeyPattern pattern;
    private final Iterator<String> keys;
    private @Nullable String key;

    /** @throws IllegalArgumentException when the pattern is none */
    PrefixItems(SubmitBatch.Prefix asked, ObjectListing objects) {
        this.bucket = asked.bucket();
        this.prefix = Objects.requireNonNullElse(asked.prefix(), "");
        this.pattern = new KeyPattern(Objects.requireNonNullElse(asked.pattern(), EVERYTHING));
        this.keys = objects.keys(bucket, prefix);
    }

    @Override
    public boolean advance() {
        while (keys.hasNext()) {
            String found = keys.next();
            // what we made ourselves is an input only for those who ask for it
            boolean ours = OURS.stream().anyMatch(folder -> found.startsWith(folder) && !prefix.startsWith(folder));
            if (!found.endsWith("/") && !ours && matches(found)) {
                key = found;
                return true;
            }
        }
        return false;
    }

    private boolean matches(String found) {
        String rest = found.substring(prefix.length());
        return pattern.matches(rest.startsWith("/") ? rest.substring(1) : rest);
    }

    @Override
    public SubmitBatch.Item read(String at, Diagnostics diagnostics) {
        return new SubmitBatch.Item(
                new ObjectRef(bucket, Objects.requireNonNull(key, "advance first")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        // a listing holds nothing
    }
}
