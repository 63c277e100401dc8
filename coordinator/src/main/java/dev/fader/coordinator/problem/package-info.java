/** What is wrong with a request, collected while it is read and answered as a problem document (RFC 9457). */
@NullMarked
package dev.fader.coordinator.problem;

import org.jspecify.annotations.NullMarked;
