package dev.fader.schemas.model;

import java.util.List;

/**
 * A name that moves from model to model.
 *
 * @param model SHA-256 of the one that it names now
 * @param moves how it came there, the last first; in a list of aliases only the last
 */
public record AliasView(String name, String model, List<AliasMove> moves) {

    public AliasView {
        moves = List.copyOf(moves);
    }
}
