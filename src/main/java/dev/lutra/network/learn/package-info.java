/** Training of networks and encoding of looks: samplers, optimizer, checkpoints. */
@NamedInterface("learn")
@NullMarked
package dev.lutra.network.learn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
