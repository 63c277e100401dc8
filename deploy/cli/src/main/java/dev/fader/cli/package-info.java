/** The command {@code fader}: puts the commands of the packages below together, and starts and stops the service. */
@NullMarked
package dev.fader.cli;

import org.jspecify.annotations.NullMarked;
