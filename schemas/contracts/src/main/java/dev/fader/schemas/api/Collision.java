package dev.fader.schemas.api;

/**
 * Two outputs of a batch that have the same name.
 *
 * @param item position of the later one
 * @param with position of the earlier one
 * @param name with extension
 */
public record Collision(int item, int with, String name) {}
