package dev.fader.trainer.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which statements of a program change a tensor in place, and which may once the whole program is known. */
final class InPlaceChanges {

    /** Names of results that share their memory with nothing. */
    private final Set<String> fresh = new HashSet<>();

    private final List<Possible> possible = new ArrayList<>();
    /** Lines that change a tensor in place. */
    private final Set<Integer> certain = new HashSet<>();

    /** What a statement may be instead where nothing else reads its operand. */
    private record Possible(int line, String operand, String statement) {}

    /** Says that a result is a tensor of its own. */
    void fresh(String result) {
        fresh.add(result);
    }

    /** A statement changes a tensor in place. */
    void certain(int line) {
        certain.add(line);
    }

    boolean any() {
        return !certain.isEmpty();
    }

    /** A statement may change its operand in place, if that is a tensor of its own and is read by nothing else. */
    void possible(int line, String operand, String instead) {
        if (fresh.contains(operand)) {
            possible.add(new Possible(line, operand, instead));
        }
    }

    /** Puts those statements in that may change their operand. @param returned expressions that the program returns */
    void make(List<String> statements, List<String> returned) {
        possible.stream()
                .filter(change -> isLastUse(change, statements, returned))
                .forEach(change -> statements.set(change.line(), change.statement()));
    }

    /** Whether but for changes in place nothing reads it between where it is made and here, and nothing after. */
    private boolean isLastUse(Possible change, List<String> statements, List<String> returned) {
        Predicate<String> names =
                Pattern.compile("\\b" + change.operand() + "\\b").asPredicate();
        boolean readElsewhere = IntStream.range(0, statements.size())
                .filter(line -> line != change.line() && !certain.contains(line))
                .mapToObj(statements::get)
                .anyMatch(statement -> !statement.startsWith(change.operand() + " = ") && names.test(statement));
        boolean changedLater =
                certain.stream().anyMatch(line -> line > change.line() && names.test(statements.get(line)));
        return !readElsewhere && !changedLater && returned.stream().noneMatch(names);
    }
}
