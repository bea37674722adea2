/** Synthetic looks: chains and mixes of real looks with random grading operations, which a training learns beside them. */
@NullMarked
package dev.lutra.network.learn.synthetic;

import org.jspecify.annotations.NullMarked;
