/** Training, encoding and evaluating models from folders and archives of LUTs. */
@ApplicationModule(allowedDependencies = {"library", "network", "format", "color"})
@NullMarked
package dev.lutra.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
