package dev.fader.trainer.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a program finds the gradient of its loss. The engine differentiates by itself from one cut to the next. At a cut the
 * program goes on with a leaf, a tensor that the engine knows no history of, and how its gradient becomes that of what was cut
 * off is ours to say: so an operation may have a gradient that the engine keeps for another.
 */
final class Backpropagation {

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
        String leaf = assigned("torch.requires_grad_(torch.detach(%s))".formatted(result));
        cuts.add(new Cut(source, leaf, backward));
        return leaf;
    }

    /** Adds to what is known of the gradient of a leaf or a parameter. */
    void add(String name, String gradient) {
        gradients.merge(name, gradient, this::sum);
    }

    /**
     * The gradient of a loss with respect to the flat vector, as an expression. To be asked for once, when all is described.
     *
     * @param parameters names of the vector's parts
     */
    String of(String loss, Set<String> parameters) {
        List<String> vector = List.of(Program.FLAT_PARAMETERS);
        if (cuts.isEmpty()) {
            return differentiated(Set.of(loss), List.of(), vector).getFirst();
        }
        if (graph.changesInPlace()) {
            throw new IllegalStateException("a program that is cut must not change anything in place");
        }
        Set<String> ends = new HashSet<>(parameters);
        cuts.forEach(cut -> ends.add(cut.leaf()));
        Origins origins = Origins.among(ends, graph.statements());
        differentiate(Set.of(loss), List.of(), origins);
        for (List<Cut> together : backwards(origins)) {
            Map<String, String> known = acrossCuts(together);
            // what no parameter has a part in
            known.keySet().removeIf(source -> origins.of(source).isEmpty());
            if (!known.isEmpty()) {
                differentiate(known.keySet(), List.copyOf(known.values()), origins);
            }
        }
        return differentiated(gradients.keySet(), List.copyOf(gradients.values()), vector)
                .getFirst();
    }

    /**
     * The cuts from the last to the first: the gradient of a leaf is known when all that was made after it has been gone
     * through. Neighbours of which none was made of another are gone through together, for they may have much in common.
     */
    private List<List<Cut>> backwards(Origins origins) {
        List<List<Cut>> all = new ArrayList<>();
        for (Cut cut : cuts.reversed()) {
            boolean apart = !all.isEmpty()
                    && all.getLast().stream()
                            .noneMatch(later -> origins.of(later.source()).contains(cut.leaf()));
            if (!apart) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(cut);
        }
        return all;
    }

    /** By the name of each source, its gradient; none of one whose leaf led nowhere. */
    private Map<String, String> acrossCuts(List<Cut> together) {
        Map<String, String> known = new LinkedHashMap<>();
        for (Cut cut : together) {
            String ofLeaf = gradients.remove(cut.leaf());
            if (ofLeaf != null) {
                known.merge(cut.source(), cut.backward().apply(ofLeaf), this::sum);
            }
        }
        return known;
    }

    /** Adds to the gradients of all that some values were made of since the cuts before them. */
    private void differentiate(Set<String> sources, List<String> known, Origins origins) {
        List<String> inputs = origins.of(sources);
        List<String> found = differentiated(sources, known, inputs);
        for (int i = 0; i < inputs.size(); i++) {
            add(inputs.get(i), found.get(i));
        }
    }

    /** By the engine. @param known gradients of the outputs; none for a scalar. @return expressions, one for each input */
    private List<String> differentiated(Set<String> outputs, List<String> known, List<String> inputs) {
        String all = assigned("torch.grad([%s], [%s], %s, %s)"
                .formatted(
                        String.join(", ", outputs),
                        String.join(", ", inputs),
                        known.isEmpty()
                                ? "None"
                                : "annotate(List[Optional[Tensor]], [%s])".formatted(String.join(", ", known)),
                        // a history is needed again where another value has a part in it
                        cuts.isEmpty() ? "False" : "True"));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            found.add(assigned("torch._unwrap_optional(%s[%d])".formatted(all, i)));
        }
        return found;
    }

    private String sum(String one, String other) {
        return assigned("torch.add(%s, %s)".formatted(one, other));
    }

    private String assigned(String expression) {
        String name = graph.temporary();
        graph.statement(name + " = " + expression);
        return name;
    }
}
