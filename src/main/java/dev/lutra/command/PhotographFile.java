package dev.lutra.command;

import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Photographs that commands read. Their sizes are limited only so that a false header does not take all memory. */
final class PhotographFile {

    private static final ImageLimits LIMITS = new ImageLimits(Integer.MAX_VALUE, 500_000_000);

    private PhotographFile() {}

    /** @throws dev.lutra.image.InvalidImage if the file is not a photograph that can be read */
    static ImageFile open(Path file) throws IOException {
        return ImageFile.open(Files.readAllBytes(file), LIMITS);
    }
}
