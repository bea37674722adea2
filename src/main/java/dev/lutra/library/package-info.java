/** The library in the database: LUTs, their sources, the models, and which model is active. */
@ApplicationModule(allowedDependencies = {"compute", "format", "network", "network::file", "codec", "color", "problem"})
@NullMarked
package dev.lutra.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
