@NullMarked
package dev.fader.stack;

import org.jspecify.annotations.NullMarked;
