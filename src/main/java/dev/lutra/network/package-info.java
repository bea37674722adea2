/** The neural network that holds LUTs: its shape, weights and model file; it trains, encodes and decodes. */
@ApplicationModule(allowedDependencies = {"color", "codec", "format"})
@NullMarked
package dev.lutra.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
