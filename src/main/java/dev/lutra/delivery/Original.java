package dev.lutra.delivery;

import dev.lutra.format.LutFormat;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import java.util.Optional;

/** The very file that was uploaded. */
public record Original(LibraryLut lut, LutFormat format) implements FileRequest {

    /** Empty where that file is not kept, or was in another format. */
    public static Optional<Original> of(LibraryLut lut, LutFormat format) {
        boolean there = lut.kept() == KeptSource.FILE && lut.source().format().equals(format.name());
        return there ? Optional.of(new Original(lut, format)) : Optional.empty();
    }

    /** In lower-case hexadecimal. */
    public String sha256() {
        return lut.source().sha256();
    }

    /** What it is called, under a name of the LUT. */
    public String fileName(String name) {
        return name + "." + format.extension();
    }

    /** Exact. */
    @Override
    public long estimatedBytes() {
        return lut.source().bytes();
    }
}
