/** A request for a look becomes bytes: resolved, decoded, blended or inverted, written, cached. */
@ApplicationModule(
        allowedDependencies = {
            "library",
            "compute",
            "network",
            "network::decode",
            "network::engine",
            "codec",
            "format",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
