/** Networks on the CPU, by the Vector API. Nothing else sees it. */
@NullMarked
package dev.lutra.network.engine.vector;

import org.jspecify.annotations.NullMarked;
