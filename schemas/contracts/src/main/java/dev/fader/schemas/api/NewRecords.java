package dev.fader.schemas.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came to a run's records.
 *
 * @param attempt the last that began; 0 before the first
 * @param forgetFrom an attempt began there: what was told of this step and later ones is superseded; null when none did
 * @param records in the order of their steps
 */
public record NewRecords(int attempt, @Nullable Long forgetFrom, List<Record> records) {

    /** One of them. @param value null when it is not finite */
    public record Record(String name, long step, @Nullable Double value) {}
}
