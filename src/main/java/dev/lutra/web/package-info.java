/** The common parts of all endpoints: limits, problems, OpenAPI, traces; and the page of the gallery. No other module uses it. */
@ApplicationModule(allowedDependencies = {"access", "codec", "compute", "library", "problem"})
@NullMarked
package dev.lutra.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
