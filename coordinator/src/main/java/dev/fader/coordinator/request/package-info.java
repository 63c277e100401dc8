/** What every request must keep to, whatever it asks for: sizes, times, text, names of parameters, and their values. */
@NullMarked
package dev.fader.coordinator.request;

import org.jspecify.annotations.NullMarked;
