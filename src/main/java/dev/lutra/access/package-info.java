/** API keys and the rules for access. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.lutra.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
