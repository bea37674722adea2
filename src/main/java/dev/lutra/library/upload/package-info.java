/** Uploads of LUT files and archives into the library. */
@NamedInterface("upload")
@NullMarked
package dev.lutra.library.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
