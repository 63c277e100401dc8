@NullMarked
package dev.fader.schemas.api;

import org.jspecify.annotations.NullMarked;
