/** Engines that evaluate and differentiate a network, and the choice of the device. */
@NamedInterface("engine")
@NullMarked
package dev.lutra.network.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
