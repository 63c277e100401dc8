package dev.fader.trainer.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of some values each value of a program was made of, as its statements say.
 *
 * @param byName of each value of the program, the names of those that it has a gradient to
 */
record Origins(Map<String, Set<String>> byName) {

    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w, ]+?),? = (.*)");
    private static final Pattern NAME = Pattern.compile("\\w+");
    /** What is read of a tensor without a gradient. */
    private static final Pattern WITHOUT_GRADIENT = Pattern.compile("torch\\.(size\\(\\w+, -?\\d+|detach\\(\\w+)\\)");

    /**
     * @param ends names that are asked for; what they were made of is not
     * @throws IllegalStateException if there is a statement that names no result, such as a loop
     */
    static Origins among(Set<String> ends, List<String> statements) {
        Map<String, Set<String>> byName = new HashMap<>();
        ends.forEach(end -> byName.put(end, Set.of(end)));
        for (String statement : statements) {
            Matcher assignment = ASSIGNMENT.matcher(statement);
            if (!assignment.matches()) {
                throw new IllegalStateException("no gradient is found through: " + statement);
            }
            Set<String> read = new HashSet<>();
            NAME.matcher(WITHOUT_GRADIENT.matcher(assignment.group(2)).replaceAll(""))
                    .results()
                    .forEach(name -> read.addAll(byName.getOrDefault(name.group(), Set.of())));
            for (String result : assignment.group(1).split(", ")) {
                byName.putIfAbsent(result, read);
            }
        }
        return new Origins(byName);
    }

    /** Those that a value was made of. */
    Set<String> of(String name) {
        return byName.getOrDefault(name, Set.of());
    }

    /** The same of several values together, always in the same order. */
    List<String> of(Set<String> names) {
        Set<String> all = new HashSet<>();
        names.forEach(name -> all.addAll(of(name)));
        return all.stream().sorted().toList();
    }
}
