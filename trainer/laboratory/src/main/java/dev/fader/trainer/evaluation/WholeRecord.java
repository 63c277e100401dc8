package dev.fader.trainer.evaluation;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a record that was read has all that it must have: JSON says nothing where a key is missing. */
final class WholeRecord {

    private WholeRecord() {}

    /**
     * @param name of the value, for the message
     * @throws IllegalArgumentException naming the first component that is missing, in the record and in the records in it
     */
    static void require(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        switch (value) {
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    Object part = of(record, component);
                    if (part != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        require(part, name + "." + component.getName());
                    }
                }
            }
            case Collection<?> parts -> parts.forEach(part -> require(part, name));
            case Map<?, ?> parts -> parts.values().forEach(part -> require(part, name));
            default -> {}
        }
    }

    private static @Nullable Object of(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
