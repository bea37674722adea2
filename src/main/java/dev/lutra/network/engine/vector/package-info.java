/** The CPU engine, which uses the Vector API. No other package uses that API. */
@NullMarked
package dev.lutra.network.engine.vector;

import org.jspecify.annotations.NullMarked;
