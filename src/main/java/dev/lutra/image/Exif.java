package dev.lutra.image;

import java.util.List;
import java.util.Optional;

/**
 * The Exif block of a photograph. Its preview is dropped, because it shows the photograph without the look.
 *
 * @param tiff the block, a TIFF file without pixels
 */
record Exif(byte[] tiff, Orientation orientation, List<String> warnings) {

    /** Reads a block; empty if it is damaged. */
    static Optional<Exif> of(byte[] tiff) {
        return TiffDirectory.of(tiff)
                .map(directory -> directory.hasNext()
                        ? new Exif(
                                directory.withoutNext(),
                                directory.orientation(),
                                List.of(
                                        "the preview in the Exif data was left out, because it shows the image as it was"))
                        : new Exif(tiff, directory.orientation(), List.of()));
    }
}
