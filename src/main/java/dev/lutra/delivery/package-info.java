/** Answers requests for LUTs: finds, decodes, blends or inverts a LUT, writes the file, and caches it. */
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
