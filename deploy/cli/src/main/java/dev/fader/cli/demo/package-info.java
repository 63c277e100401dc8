/** The demonstration: ten files through the whole service. */
@NullMarked
package dev.fader.cli.demo;

import org.jspecify.annotations.NullMarked;
