/**
 * Answers requests for LUTs: finds, decodes, blends or inverts a LUT, writes the file or grades a photograph with it, and
 * caches.
 */
@ApplicationModule(
        allowedDependencies = {
            "library",
            "compute",
            "network",
            "network::decode",
            "network::engine",
            "codec",
            "format",
            "image",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
