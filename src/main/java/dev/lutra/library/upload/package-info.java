/** Uploads: reads LUT files and archives, and stores them. */
@NamedInterface("upload")
@NullMarked
package dev.lutra.library.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
