/** Answers a request for a look: finds it, decodes, blends or inverts it, writes the file, and caches it. */
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
