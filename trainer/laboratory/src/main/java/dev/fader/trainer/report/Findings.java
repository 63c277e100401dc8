package dev.fader.trainer.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a page could not show and why: one thing that cannot be read is listed, and the rest is shown. */
public final class Findings {

    /** Something to read that may not be readable. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws Exception;
    }

    private final List<String> all = new ArrayList<>();

    /** In the order in which they were met. */
    public List<String> all() {
        return List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** @param finding what is wrong, where, and what to do */
    void add(String finding) {
        if (!all.contains(finding)) {
            all.add(finding);
        }
    }

    /** What was read, alone; nothing and a finding if it cannot be. @param place that the finding names */
    <T> List<T> read(Path place, Reading<? extends T> reading) {
        try {
            return List.of(reading.read());
        } catch (Exception e) {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            add(message.contains(String.valueOf(place)) ? message : place + ": " + message);
            return List.of();
        }
    }
}
