package dev.fader.coordinator.storage;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.queue.storage.Buckets;
import dev.fader.schemas.Texts;
import dev.fader.schemas.remix.ObjectRef;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whether an object that a client names may be read; what is wrong is said to the diagnostics. */
public record ObjectCheck(Buckets buckets, LimitsConfig limits) {

    /** @param at JSON pointer to the object */
    public boolean fits(String at, @Nullable ObjectRef object, Diagnostics diagnostics) {
        @SuppressWarnings("NullAway") // JSON may lack what the record's type promises
        String key = object == null ? null : object.key();
        String fault = key == null ? "is needed" : keyFault(key);
        if (fault != null) {
            diagnostics.fault(at + "/key", fault);
        }
        String bucket = object == null ? null : buckets.fault(object.bucket());
        if (bucket != null) {
            diagnostics.fault(at + "/bucket", bucket);
        }
        return fault == null && bucket == null;
    }

    private @Nullable String keyFault(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > limits.keyLength()) {
            return "has more than %d bytes (fader.limits.key-length)".formatted(limits.keyLength());
        }
        return Texts.nameFault(key, limits.keyLength());
    }
}
