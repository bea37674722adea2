package dev.lutra.delivery;

import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import java.util.Optional;

/** The very file that was uploaded. */
public record Original(LibraryLut lut, LutFormat format) implements FileRequest {

    /** Empty where that file is not kept, or was in another format. */
    public static Optional<Original> of(LibraryLut lut, String format) {
        return LutFormats.byName(format)
                .filter(known ->
                        lut.kept() == KeptSource.FILE && lut.source().format().equals(format))
                .map(known -> new Original(lut, known));
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
