/** Commands about models: what there is, which is in production, and what a bad one made. */
@NullMarked
package dev.fader.cli.model;

import org.jspecify.annotations.NullMarked;
