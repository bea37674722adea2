/** Starts with bean definitions that the build has made, wherever each setting that shaped them has the same value. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.lutra.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
