@NullMarked
package dev.fader.schemas;

import org.jspecify.annotations.NullMarked;
