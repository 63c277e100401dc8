package dev.fader.schemas.api;

import java.util.Objects;

/**
 * Two outputs of a batch that have the same name, as file systems compare names.
 *
 * @param item position of the later one
 * @param with position of the earlier one
 * @param name with extension
 * @param detail the words that a submission is refused with
 */
public record Collision(int item, int with, String name, String detail) {

    public Collision {
        // dry runs of before this was kept have none
        detail = Objects.requireNonNullElseGet(detail, () -> words(with, name));
    }

    public static Collision of(int item, int with, String name) {
        return new Collision(item, with, name, words(with, name));
    }

    private static String words(int with, String name) {
        return "output '%s' has the name of an output of item %d, as file systems compare names: give items a name, or a"
                        .formatted(name, with)
                + " nameTemplate with {item}";
    }
}
