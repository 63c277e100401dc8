package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Program.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    private final StringBuilder statements = new StringBuilder();
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

    /** Keeps what comes into a network as its target wants it. @param x (B, C, F) */
    Value keep(Value x) {
        if (!form().folded() || !form().gpu() && !target.storesHalf()) {
            return x;
        }
        String frames = "";
        Value whole = x;
        if (form().gpu()) {
            frames = temporary();
            statement("%s = torch.size(%s, 2)".formatted(frames, x.expression()));
            whole = emit(
                    x.dims(),
                    "torch.constant_pad_nd(%s, [0, torch.sub(torch.mul(torch.floordiv(torch.add(%s, %d), %d), %d), %s)])",
                    x.expression(),
                    frames,
                    Kept.ALIGNED - 1,
                    Kept.ALIGNED,
                    Kept.ALIGNED,
                    frames);
        }
        return emitKept(new Kept(target.storesHalf(), frames), x.dims(), "%s", whole.factor());
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

    /** Ends the description. */
    public Program program() {
        List<Parameter> kept = List.copyOf(statistics.values());
        if (training() && !kept.isEmpty()) {
            outputs.add(new Output(Program.STATISTICS, new FlatLayout(kept, kept).packing(updates)));
        }
        return new Program(
                style, List.copyOf(parameters.values()), kept, inputs, statements.toString(), List.copyOf(outputs));
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

    /** A name that nothing else has. */
    String temporary() {
        return "v" + temporaries++;
    }

    /** An operation that changes a tensor in place. */
    void change(String format, Object... arguments) {
        statement("%s = %s".formatted(temporary(), format.formatted(arguments)));
    }

    /** Adds a line as it is. */
    void statement(String line) {
        statements.append("    ").append(line).append('\n');
    }

    /** What a statement has given a name to. */
    Value named(String name, long... dims) {
        return new Value(this, "", name, dims);
    }

    static String literal(double constant) {
        return String.format(Locale.ROOT, "%.17e", constant);
    }
}
