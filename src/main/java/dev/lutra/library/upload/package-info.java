/** Files and archives in. */
@NamedInterface("upload")
@NullMarked
package dev.lutra.library.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
