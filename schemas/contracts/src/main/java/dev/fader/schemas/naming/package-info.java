/** What files are called: those that come in, and those that are made of them. */
@NullMarked
package dev.fader.schemas.naming;

import org.jspecify.annotations.NullMarked;
