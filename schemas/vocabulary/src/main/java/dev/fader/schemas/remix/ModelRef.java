package dev.fader.schemas.remix;

/** The network that made a result: its name, and the SHA-256 of its weights file in hexadecimal digits. */
public record ModelRef(String name, String sha256) {}
