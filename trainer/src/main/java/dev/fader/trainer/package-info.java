@NullMarked
package dev.fader.trainer;

import org.jspecify.annotations.NullMarked;
