@NullMarked
package dev.fader.worker;

import org.jspecify.annotations.NullMarked;
