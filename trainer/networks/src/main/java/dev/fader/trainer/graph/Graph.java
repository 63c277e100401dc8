package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Program.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the inputs, parameters and statements of one program while a network describes itself. */
public final class Graph {

    /** How a program holds its parameters. */
    public enum Parameters {
        /** Named tensors inside the module: what other tools read. */
        NAMED,
        /** One flat vector, the program's first input: one gradient and one optimiser update for the whole network. */
        FLAT
    }

    /** What a program is for, where a layer does something else while its network learns. */
    public enum Mode {
        INFERENCE,
        /** Batches are normalised by their own statistics, and the running ones are brought up to date. */
        TRAINING
    }

    /** In a flat vector each tensor starts at a multiple of this, which keeps vector loads aligned (64 bytes). */
    static final int ALIGNMENT = 16;

    private final Parameters style;
    private final Target target;
    private final Mode mode;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Parameter> statistics = new LinkedHashMap<>();
    /** By the name of the statistic, the expression of what it becomes. */
    private final Map<String, String> updates = new LinkedHashMap<>();

    private final List<String> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final InPlaceChanges inPlace = new InPlaceChanges();
    private final Backpropagation backpropagation = new Backpropagation(this);
    private @Nullable Value loss;
    private int temporaries;

    public Graph(Parameters style) {
        this(style, Target.PLAIN);
    }

    public Graph(Parameters style, Target target) {
        this(style, target, Mode.INFERENCE);
    }

    /** @throws IllegalArgumentException for training with named tensors, which a module would have to change, or for a target in which there is none */
    public Graph(Parameters style, Target target, Mode mode) {
        if (mode == Mode.TRAINING && style != Parameters.FLAT) {
            throw new IllegalArgumentException("a program that trains takes its parameters as one flat vector");
        }
        if (mode == Mode.TRAINING && (!target.form().trains() || target.precision() == Precision.FP16)) {
            throw new IllegalArgumentException(
                    "no network is trained in %s: take a form that is not folded, and fp32 or bf16".formatted(target));
        }
        this.style = style;
        this.target = target;
        this.mode = mode;
    }

    Form form() {
        return target.form();
    }

    Precision precision() {
        return target.precision();
    }

    /** Keeps a value for the operations that follow as the target wants it. @param x (B, C, F) */
    Value keep(Value x) {
        if (!form().folded()) {
            return target.storesHalf() ? emitKept(new Kept(true, ""), x.dims(), "%s", x.factor()) : x;
        }
        String frames = temporary();
        statement("%s = torch.size(%s, 2)".formatted(frames, x.expression()));
        Value whole = emit(
                x.dims(),
                "torch.constant_pad_nd(%s, [0, torch.sub(torch.mul(torch.floordiv(torch.add(%s, %d), %d), %d), %s)])",
                x.expression(),
                frames,
                Form.ALIGNED_FRAMES - 1,
                Form.ALIGNED_FRAMES,
                Form.ALIGNED_FRAMES,
                frames);
        return emitKept(new Kept(target.storesHalf(), frames), x.dims(), "%s", whole.factor());
    }

    /** A 32-bit value in the precision of products: of the flat vector's parameters all at once, by one conversion. */
    String halved(Value value) {
        boolean ofVector = style == Parameters.FLAT && parameters.containsKey(value.origin());
        return ofVector
                ? value.stored() + Program.HALVED
                : "torch.to(%s, %d)".formatted(value.stored(), precision().type());
    }

    boolean training() {
        return mode == Mode.TRAINING;
    }

    public Value input(String name, long... dims) {
        inputs.add(name);
        return new Value(this, "", name, dims);
    }

    /** The scope without a name, in which a network declares its top-level modules. */
    public Scope root() {
        return new Scope(this, "");
    }

    /** Names a value that a call returns. */
    public void output(String name, Value value) {
        outputs.add(new Output(name, value.expression()));
    }

    /** Names what is minimised, a scalar: a program that trains returns its {@linkplain Program#GRADIENT gradient}, too. */
    public void minimise(String name, Value value) {
        output(name, value);
        loss = value;
    }

    /** Ends the description. */
    public Program program() {
        List<Parameter> kept = List.copyOf(statistics.values());
        if (training()) {
            // what is returned would keep all that it was made of
            outputs.replaceAll(output -> new Output(
                    output.name(),
                    emit(new long[0], "torch.detach(%s)", output.expression()).stored()));
        }
        if (training() && loss != null) {
            outputs.add(new Output(Program.GRADIENT, backpropagation.of(loss.expression(), partsOfVector())));
        }
        if (training() && !kept.isEmpty()) {
            outputs.add(new Output(Program.STATISTICS, new FlatLayout(kept, kept).packing(updates)));
        }
        inPlace.make(
                statements,
                Stream.concat(outputs.stream().map(Output::expression), updates.values().stream())
                        .toList());
        return new Program(
                style,
                precision(),
                List.copyOf(parameters.values()),
                kept,
                inputs,
                statements.stream().map("    %s\n"::formatted).collect(Collectors.joining()),
                List.copyOf(outputs));
    }

    private Set<String> partsOfVector() {
        return parameters.values().stream()
                .map(Parameter::attribute)
                .flatMap(part -> Stream.of(part, part + Program.HALVED))
                .collect(Collectors.toUnmodifiableSet());
    }

    Value parameter(Parameter parameter) {
        return declare(parameter, parameters, statistics);
    }

    Value statistic(Parameter statistic) {
        return declare(statistic, statistics, parameters);
    }

    /** Says what a statistic is after this call. */
    void update(Value statistic, Value next) {
        if (updates.putIfAbsent(statistic.origin(), next.expression()) != null) {
            throw new IllegalArgumentException("statistic " + statistic.origin() + " is updated twice");
        }
    }

    private Value declare(Parameter tensor, Map<String, Parameter> among, Map<String, Parameter> others) {
        if (others.containsKey(tensor.name()) || among.putIfAbsent(tensor.name(), tensor) != null) {
            throw new IllegalArgumentException("parameter " + tensor.name() + " is declared twice");
        }
        String expression = style == Parameters.NAMED ? "self." + tensor.attribute() : tensor.attribute();
        return new Value(this, tensor.name(), expression, tensor.dims());
    }

    Value emit(long[] dims, String format, Object... arguments) {
        String name = temporary();
        statement("%s = %s".formatted(name, format.formatted(arguments)));
        return new Value(this, "", name, dims);
    }

    /** What is kept as another value is. */
    Value emitKept(Kept kept, long[] dims, String format, Object... arguments) {
        Value value = emit(dims, format, arguments);
        return new Value(this, "", value.stored(), kept, dims);
    }

    /**
     * Goes on without a history of its own, from where the gradient is passed back by hand.
     *
     * @param source which is cut off
     * @param result what was made of it
     * @param backward from the gradient of the result to that of the source, both expressions
     */
    Value cut(Value source, Value result, UnaryOperator<String> backward) {
        String leaf = backpropagation.cut(source.stored(), result.stored(), backward);
        return new Value(this, "", leaf, result.kept(), result.dims());
    }

    /** Whether a norm's gradient is passed on by hand, and the program cut there. */
    boolean cutsNorms() {
        return training() && form().gpu();
    }

    /** Whether something is changed in place. */
    boolean changesInPlace() {
        return inPlace.any();
    }

    /** The same tensor, of which the engine knows no history. */
    Value withoutHistory(Value x) {
        return emitKept(x.kept(), x.dims(), "torch.detach(%s)", x.stored());
    }

    /** Says what a gradient is passed to beside the source of a cut. */
    void addGradient(String name, String gradient) {
        backpropagation.add(name, gradient);
    }

    /** A name that nothing else has. */
    String temporary() {
        return "v" + temporaries++;
    }

    /** Says that a result is a tensor of its own. @return the same */
    Value fresh(Value result) {
        inPlace.fresh(result.stored());
        return result;
    }

    /**
     * The operation whose result was named last may change its operand in place, if that turns out to be read by nothing else.
     *
     * @param instead expression that does
     */
    void orInPlace(Value operand, Value result, String instead) {
        inPlace.possible(statements.size() - 1, operand.stored(), "%s = %s".formatted(result.stored(), instead));
    }

    /** An operation that changes a tensor in place. */
    void change(String format, Object... arguments) {
        inPlace.certain(statements.size());
        statement("%s = %s".formatted(temporary(), format.formatted(arguments)));
    }

    /** Adds a line as it is. */
    void statement(String line) {
        statements.add(line);
    }

    /** As they are so far. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    /** What a statement has given a name to. */
    Value named(String name, long... dims) {
        return new Value(this, "", name, dims);
    }

    static String literal(double constant) {
        return String.format(Locale.ROOT, "%.17e", constant);
    }
}
