/** What evaluates and differentiates a network; which device does it, and why. */
@NamedInterface("engine")
@NullMarked
package dev.lutra.network.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
