/** The steps of colour transforms, such as those of the Common LUT Format, evaluated and sampled. Plain Java. */
@NullMarked
package dev.lutra.format.process;

import org.jspecify.annotations.NullMarked;
