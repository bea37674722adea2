/** The values: shape and block layout of a network, embeddings, models, the Lipschitz bound. */
@ApplicationModule(allowedDependencies = {"color", "codec", "problem"})
@NullMarked
package dev.lutra.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
