/** {@code fader doctor}: what of this machine and of the service on it is as it should be, and what to do about the rest. */
@NullMarked
package dev.fader.cli.doctor;

import org.jspecify.annotations.NullMarked;
