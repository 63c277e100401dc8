package dev.fader.schemas.remix;

/** An object that was written and read back: its size in bytes and the SHA-256 of its content in hexadecimal digits. */
public record StoredObject(String bucket, String key, long bytes, String sha256) {}
