/** A look from a photograph before and after an edit: aligns the two, gathers their colours, and fits a look to them. */
@ApplicationModule(
        allowedDependencies = {
            "library",
            "compute",
            "image",
            "network",
            "network::learn",
            "network::decode",
            "network::engine",
            "format",
            "codec",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.pair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
