/** Decides which waiting task may be claimed next, fairly between tenants, and writes a ticket for it. */
@NullMarked
package dev.fader.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
