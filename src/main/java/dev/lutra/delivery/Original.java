package dev.lutra.delivery;

import dev.lutra.format.LutFormat;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import java.util.Optional;

/** An uploaded file in its original form. */
public record Original(LibraryLut lut, LutFormat format) implements FileRequest {

    /** Returns empty if the file is not kept, or was in another format. */
    public static Optional<Original> of(LibraryLut lut, LutFormat format) {
        boolean there = lut.kept() == KeptSource.FILE && lut.source().format().equals(format.name());
        return there ? Optional.of(new Original(lut, format)) : Optional.empty();
    }

    /** The hash in lower-case hexadecimal. */
    public String sha256() {
        return lut.source().sha256();
    }

    /** The name of the file, made from a name of the LUT. */
    public String fileName(String name) {
        return name + "." + format.extension();
    }

    /** The exact length. */
    @Override
    public long estimatedBytes() {
        return lut.source().bytes();
    }
}
