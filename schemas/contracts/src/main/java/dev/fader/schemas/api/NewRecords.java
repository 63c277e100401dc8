package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came to a run's records.
 *
 * @param attempt the last that began; 0 before the first
 * @param forgetFrom an attempt began there: what was told of this step and later ones is superseded; null when none did
 * @param records in the order of their steps
 * @param ended the run has ended and all is told: nothing more comes unless somebody has it go on
 */
public record NewRecords(int attempt, @Nullable Long forgetFrom, List<Record> records, boolean ended) {

    /** Whether nothing came. */
    @JsonIgnore
    public boolean isEmpty() {
        return records.isEmpty() && forgetFrom == null;
    }

    /** One of them. @param value null when it is not finite */
    public record Record(String name, long step, @Nullable Double value) {}
}
