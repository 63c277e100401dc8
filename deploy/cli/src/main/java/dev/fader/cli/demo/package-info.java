/** The demonstration: ten files through the whole service, compared with the true remixes. */
@NullMarked
package dev.fader.cli.demo;

import org.jspecify.annotations.NullMarked;
