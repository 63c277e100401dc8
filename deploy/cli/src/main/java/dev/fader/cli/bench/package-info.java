/** What the service can carry, measured against the bounds that it promises. */
@NullMarked
package dev.fader.cli.bench;

import org.jspecify.annotations.NullMarked;
