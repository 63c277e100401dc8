@NullMarked
package dev.fader.schemas.remix;

import org.jspecify.annotations.NullMarked;
