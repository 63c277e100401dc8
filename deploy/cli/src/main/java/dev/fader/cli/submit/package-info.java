/** Commands that upload files and submit them as a batch, or as a preview. */
@NullMarked
package dev.fader.cli.submit;

import org.jspecify.annotations.NullMarked;
