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
            "network::shader",
            "format",
            "image",
            "codec",
            "color",
            "problem"
        })
@NullMarked
package dev.lutra.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
