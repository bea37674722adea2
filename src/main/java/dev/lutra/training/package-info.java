/** Training, encoding and evaluating models from folders and archives of LUTs. */
@NullMarked
package dev.lutra.training;

import org.jspecify.annotations.NullMarked;
