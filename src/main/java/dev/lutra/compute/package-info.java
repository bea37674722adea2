/** Bounds on work that computes: pools of platform threads, bulkheads before them, and the memory that it may take. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.lutra.compute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
