/** Turns a request for a LUT into the bytes of an answer, and caches them. */
@ApplicationModule(allowedDependencies = {"library", "compute", "network", "codec", "format", "color"})
@NullMarked
package dev.lutra.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
