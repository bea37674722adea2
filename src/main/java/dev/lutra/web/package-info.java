/** What all endpoints share: limits, problems, security headers, OpenAPI, traces. No other module uses it. */
@ApplicationModule(allowedDependencies = {"compute", "library", "problem"})
@NullMarked
package dev.lutra.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
