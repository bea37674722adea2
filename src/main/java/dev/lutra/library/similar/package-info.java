/** The LUTs that do to colours what another one does. */
@NullMarked
package dev.lutra.library.similar;

import org.jspecify.annotations.NullMarked;
