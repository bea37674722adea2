/** Training jobs: their queue, execution, progress, cancellation, checkpoints and results. */
@ApplicationModule(
        allowedDependencies = {
            "library",
            "compute",
            "network",
            "network::learn",
            "network::decode",
            "network::engine",
            "network::file",
            "format",
            "codec",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
