/** What Fader tells those who follow it: an envelope, and what has happened to a task, a run, an epoch or a model. */
@NullMarked
package dev.fader.schemas.event;

import org.jspecify.annotations.NullMarked;
