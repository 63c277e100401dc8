package dev.fader.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.FaderJson;

/** What a command says to a program: one line, with the command's name and whether all is well. */
public final class JsonLine {

    private final ObjectNode line = FaderJson.mapper().createObjectNode();

    public JsonLine(String command, boolean ok) {
        line.put("name", command).put("ok", ok);
    }

    public JsonLine put(String name, Object value) {
        line.set(name, FaderJson.tree(value));
        return this;
    }

    public void print() {
        System.out.println(line);
    }
}
