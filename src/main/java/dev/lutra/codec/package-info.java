/**
 * The codec of details: it codes the difference between a look and its prediction in the fewest bytes that an accuracy
 * needs.
 */
@ApplicationModule(allowedDependencies = {"color"})
@NullMarked
package dev.lutra.codec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
