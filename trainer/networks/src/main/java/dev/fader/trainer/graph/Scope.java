package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Parameter.Initializer;

/** A place in the network's name tree; parameter names follow Asteroid's state dict, joined by dots. */
public final class Scope {

    private final Graph graph;
    private final String path;

    Scope(Graph graph, String path) {
        this.graph = graph;
        this.path = path;
    }

    public Scope in(String name) {
        return new Scope(graph, path.isEmpty() ? name : path + "." + name);
    }

    public Scope in(int index) {
        return in(Integer.toString(index));
    }

    public Value parameter(String name, Initializer initializer, long... dims) {
        return graph.parameter(new Parameter(in(name).path, initializer, dims));
    }

    /** A tensor that is kept with the parameters and is not trained: it follows the batches of training. */
    public Value statistic(String name, Initializer initializer, long... dims) {
        return graph.statistic(new Parameter(in(name).path, initializer, dims));
    }

    @Override
    public String toString() {
        return path;
    }
}
