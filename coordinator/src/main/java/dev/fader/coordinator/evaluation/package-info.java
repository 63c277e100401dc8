/** What was trained is measured: on its own, or as a part of a sweep. */
@NullMarked
package dev.fader.coordinator.evaluation;

import org.jspecify.annotations.NullMarked;
