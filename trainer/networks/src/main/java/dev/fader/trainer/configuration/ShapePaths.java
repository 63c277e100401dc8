package dev.fader.trainer.configuration;

import java.util.LinkedHashSet;
import java.util.Set;

/** The paths of all keys that a file can have. */
final class ShapePaths {

    private final Set<String> paths = new LinkedHashSet<>();

    private ShapePaths() {}

    static Set<String> of(Shape shape) {
        ShapePaths found = new ShapePaths();
        found.add(shape, "");
        return found.paths;
    }

    private void add(Shape shape, String path) {
        switch (shape) {
            case Shape.ObjectOf object ->
                object.entries().forEach(entry -> {
                    String at = LocatedJson.child(path, entry.name());
                    paths.add(at);
                    add(entry.shape(), at);
                });
            case Shape.AnyOf any -> any.byName().values().forEach(object -> add(object, path));
            case Shape.ListOf list -> add(list.element(), path);
            case Shape.MapOf map -> add(map.value(), path);
            case Shape.Whole number -> {}
            case Shape.Real number -> {}
            case Shape.Flag flag -> {}
            case Shape.Text text -> {}
            case Shape.OneOf words -> {}
        }
    }
}
