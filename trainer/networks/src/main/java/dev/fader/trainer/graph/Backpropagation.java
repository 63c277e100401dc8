package dev.fader.trainer.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program finds the gradient of its loss. The engine differentiates by itself from one cut to the next. At a cut the
 * program goes on with a leaf, a tensor that the engine knows no history of, and how its gradient becomes that of what was cut
 * off is ours to say: so an operation may have a gradient that the engine keeps for another.
 */
final class Backpropagation {

    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w, ]+?),? = (.*)");
    private static final Pattern NAME = Pattern.compile("\\w+");
    /** What is read of a tensor without a gradient. */
    private static final Pattern WITHOUT_GRADIENT = Pattern.compile("torch\\.(size\\(\\w+, -?\\d+|detach\\(\\w+)\\)");

    private final Graph graph;
    private final List<Cut> cuts = new ArrayList<>();
    /** By the name of a leaf or of a parameter, the expression of its gradient as far as it is known. */
    private final Map<String, String> gradients = new LinkedHashMap<>();

    /**
     * @param source name of what is cut off
     * @param leaf name of what the program goes on with
     * @param backward from the gradient of the leaf to that of the source, both expressions
     */
    private record Cut(String source, String leaf, UnaryOperator<String> backward) {}

    Backpropagation(Graph graph) {
        this.graph = graph;
    }

    /** Goes on with what was made of a source. @return the leaf, a name */
    String cut(String source, String result, UnaryOperator<String> backward) {
        String leaf = graph.temporary();
        graph.statement("%s = torch.requires_grad_(torch.detach(%s))".formatted(leaf, result));
        cuts.add(new Cut(source, leaf, backward));
        return leaf;
    }

    /** Adds to what is known of the gradient of a leaf or a parameter. */
    void add(String name, String gradient) {
        gradients.merge(name, gradient, (one, other) -> assigned("torch.add(%s, %s)".formatted(one, other)));
    }

    /**
     * The gradient of a loss with respect to the flat vector, as an expression. To be asked for once, when all is described.
     *
     * @param parameters names of the vector's parts
     */
    String of(String loss, Set<String> parameters) {
        List<String> vector = List.of(Program.FLAT_PARAMETERS);
        if (cuts.isEmpty()) {
            return differentiated(List.of(loss), vector, List.of()).getFirst();
        }
        Map<String, Set<String>> read = read(parameters);
        // a leaf is complete when all that was made after it has been gone through
        differentiate(loss, List.of(), read);
        for (Cut cut : cuts.reversed()) {
            String gradient = gradients.remove(cut.leaf());
            if (gradient != null) {
                differentiate(cut.source(), List.of(cut.backward().apply(gradient)), read);
            }
        }
        return differentiated(List.copyOf(gradients.keySet()), vector, List.copyOf(gradients.values()))
                .getFirst();
    }

    /** Adds to the gradients of all that a value was made of since the cuts before it. */
    private void differentiate(String source, List<String> gradient, Map<String, Set<String>> read) {
        List<String> inputs = List.copyOf(read.getOrDefault(source, Set.of(source)));
        List<String> found = differentiated(List.of(source), inputs, gradient);
        for (int i = 0; i < inputs.size(); i++) {
            add(inputs.get(i), found.get(i));
        }
    }

    /** By the engine. @param gradients of the outputs; none for a scalar. @return expressions, one for each input */
    private List<String> differentiated(List<String> outputs, List<String> inputs, List<String> gradients) {
        String known = gradients.isEmpty()
                ? "None"
                : "annotate(List[Optional[Tensor]], [%s])".formatted(String.join(", ", gradients));
        // what one value was made of another may have been made of, too
        String all = assigned("torch.grad([%s], [%s], %s, True)"
                .formatted(String.join(", ", outputs), String.join(", ", inputs), known));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            found.add(assigned("torch._unwrap_optional(%s[%d])".formatted(all, i)));
        }
        return found;
    }

    /** By the name of each value, the leaves and parameters that it was made of since the cuts before it. */
    private Map<String, Set<String>> read(Set<String> parameters) {
        Set<String> ends = new HashSet<>(parameters);
        cuts.forEach(cut -> ends.add(cut.leaf()));
        Map<String, Set<String>> read = new HashMap<>();
        for (String statement : graph.statements()) {
            Matcher assignment = ASSIGNMENT.matcher(statement);
            if (!assignment.matches()) {
                throw new IllegalStateException("no gradient is found through: " + statement);
            }
            Set<String> origins = new LinkedHashSet<>();
            NAME.matcher(WITHOUT_GRADIENT.matcher(assignment.group(2)).replaceAll(""))
                    .results()
                    .forEach(name -> origins.addAll(
                            ends.contains(name.group())
                                    ? Set.of(name.group())
                                    : read.getOrDefault(name.group(), Set.of())));
            for (String name : assignment.group(1).split(", ")) {
                read.put(name, origins);
            }
        }
        return read;
    }

    private String assigned(String expression) {
        String name = graph.temporary();
        graph.statement(name + " = " + expression);
        return name;
    }
}
