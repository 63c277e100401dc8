package dev.fader.schemas.kind;

import dev.fader.schemas.remix.StoredObject;

/** An object that a task made, under the name that its owner knows it by, without its extension. */
public record Output(String name, StoredObject object) {}
