/** The engine for GPUs and for JVMs without the Vector API. It uses libtorch through DJL; no other package uses DJL. */
@NullMarked
package dev.lutra.network.engine.torch;

import org.jspecify.annotations.NullMarked;
