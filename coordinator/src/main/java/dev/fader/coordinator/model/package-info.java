/** Models and aliases: what there is, what a name means, and how aliases move. */
@NullMarked
package dev.fader.coordinator.model;

import org.jspecify.annotations.NullMarked;
