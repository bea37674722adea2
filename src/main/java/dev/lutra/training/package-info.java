/** Training networks and encoding LUTs: as jobs of the service, and from the command line. */
@ApplicationModule(allowedDependencies = {"library", "compute", "network", "format", "codec", "color"})
@NullMarked
package dev.lutra.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
