/** The model file and its container format, safetensors. */
@NamedInterface("file")
@NullMarked
package dev.lutra.network.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
