/** The common parts of all endpoints: limits, problems, OpenAPI, traces. No other module uses it. */
@ApplicationModule(allowedDependencies = {"compute", "library", "problem"})
@NullMarked
package dev.lutra.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
