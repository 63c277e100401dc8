/** Networks as objects: what is known of each, where it came from, and the aliases that name them. */
@NullMarked
package dev.fader.schemas.model;

import org.jspecify.annotations.NullMarked;
