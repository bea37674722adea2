/** The command line: train, encode, evaluate, colors and others. Only the main class uses this package. */
@ApplicationModule(
        allowedDependencies = {
            "library",
            "library::upload",
            "image",
            "pair",
            "network",
            "network::engine",
            "network::decode",
            "network::learn",
            "network::file",
            "format",
            "codec",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
