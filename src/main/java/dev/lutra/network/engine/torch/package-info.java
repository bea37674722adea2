/** Networks on a GPU, or where there is no Vector API, by libtorch through DJL. Nothing else sees it. */
@NullMarked
package dev.lutra.network.engine.torch;

import org.jspecify.annotations.NullMarked;
