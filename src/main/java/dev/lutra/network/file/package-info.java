/** Safetensors, and the model file. */
@NamedInterface("file")
@NullMarked
package dev.lutra.network.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
