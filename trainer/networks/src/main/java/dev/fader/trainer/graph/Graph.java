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

    /** In a flat vector each tensor starts at a multiple of this, which keeps vector loads aligned (64 bytes). */
    static final int ALIGNMENT = 16;

    private final Parameters style;
    private final Precision precision;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final StringBuilder statements = new StringBuilder();
    private int temporaries;

    public Graph(Parameters style) {
        this(style, Precision.FP32);
    }

    public Graph(Parameters style, Precision precision) {
        this.style = style;
        this.precision = precision;
    }

    Precision precision() {
        return precision;
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
        return new Program(style, List.copyOf(parameters.values()), inputs, statements.toString(), outputs);
    }

    Value parameter(Parameter parameter) {
        if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " is declared twice");
        }
        String expression = style == Parameters.NAMED ? "self." + parameter.attribute() : parameter.attribute();
        return new Value(this, parameter.name(), expression, parameter.dims());
    }

    Value emit(long[] dims, String format, Object... arguments) {
        String name = "v" + temporaries++;
        statements
                .append("    ")
                .append(name)
                .append(" = ")
                .append(format.formatted(arguments))
                .append('\n');
        return new Value(this, "", name, dims);
    }

    static String literal(double constant) {
        return String.format(Locale.ROOT, "%.17e", constant);
    }
}
