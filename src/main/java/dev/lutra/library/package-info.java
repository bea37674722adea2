/** The LUTs and models that are there, and which model is active. */
@ApplicationModule(allowedDependencies = {"compute", "format", "network", "codec", "color"})
@NullMarked
package dev.lutra.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
