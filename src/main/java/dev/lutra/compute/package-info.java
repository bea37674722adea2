/** Bounded execution of CPU-heavy work: pools of platform threads, bulkheads in front of them, and memory budgets. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package dev.lutra.compute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
