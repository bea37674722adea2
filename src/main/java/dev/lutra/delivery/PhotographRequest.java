package dev.lutra.delivery;

import dev.lutra.image.ImageType;
import java.io.InputStream;

/**
 * A photograph that is to be graded.
 *
 * @param strength the share of the look in its mix with the identity, 0…1
 * @param quality of a JPEG, 1…100; 0 for the one that it comes with
 * @param type the declared type of the file
 * @param file the file as it arrives
 * @param length its declared length in bytes; −1 if unknown
 */
public record PhotographRequest(
        ColorMap subject, float strength, int quality, ImageType type, InputStream file, long length) {

    /** The name of the answer, made from a name of the look. */
    public String fileName(String name) {
        return name + "." + type.extension();
    }
}
