/** The LUTs, their sources and the models that are there, in the database; and which model is active. */
@ApplicationModule(allowedDependencies = {"compute", "format", "network", "network::file", "codec", "color", "problem"})
@NullMarked
package dev.lutra.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
