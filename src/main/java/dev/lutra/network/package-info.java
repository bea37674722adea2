/** The data of networks: shape and block layout, embeddings, models, the Lipschitz bound. */
@ApplicationModule(allowedDependencies = {"color", "codec", "problem"})
@NullMarked
package dev.lutra.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
