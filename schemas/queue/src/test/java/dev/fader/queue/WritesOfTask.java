package dev.fader.queue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Statements that write table task, looked for among the texts in a compiled class. */
public final class WritesOfTask {

    private static final Pattern WRITE =
            Pattern.compile("(UPDATE|INSERT\\s+INTO|DELETE\\s+FROM|COPY)\\s+task\\b", Pattern.CASE_INSENSITIVE);

    /** A class holds no such statement. */
    public static final ArchCondition<JavaClass> NONE =
            new ArchCondition<>("hold no statement that writes table task") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean writes = WRITE.matcher(texts(type)).find();
                    events.add(new SimpleConditionEvent(type, !writes, type.getName() + " writes table task"));
                }
            };

    private WritesOfTask() {}

    private static String texts(JavaClass type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = WritesOfTask.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
