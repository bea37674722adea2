package dev.lutra.command;

import dev.lutra.format.FileStart;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A LUT file that a user names.
 *
 * @param path where it lies
 * @param format the format that its content shows, or its name if the content shows none
 * @param lut its contents
 */
record InputFile(Path path, LutFormat format, LutFile lut) {

    /**
     * Reads a file.
     *
     * @throws dev.lutra.format.InvalidLutFile if it is no LUT
     * @throws IOException if there is no such file, it cannot be read, or nothing tells its format
     */
    static InputFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no file " + path);
        }
        String name = String.valueOf(path.getFileName());
        try (var in = new BufferedInputStream(Files.newInputStream(path), FileStart.BYTES + 1)) {
            LutFormat format = LutFormats.of(FileStart.of(name, in), name)
                    .orElseThrow(
                            () -> new IOException("neither the content nor the name of %s tells a format; known are %s"
                                    .formatted(path, LutFormats.extensions())));
            return new InputFile(path, format, format.read(in, FormatLimits.DEFAULT));
        }
    }

    /** The title in the file, or its name without the extension. */
    String title() {
        if (lut.title() != null) {
            return lut.title();
        }
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
