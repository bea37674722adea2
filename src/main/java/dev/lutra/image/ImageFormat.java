package dev.lutra.image;

import java.io.IOException;
import java.io.OutputStream;

/** Reads and writes the files of one {@link ImageType}. */
interface ImageFormat {

    /** The format of a type. */
    static ImageFormat of(ImageType type) {
        return switch (type) {
            case JPEG -> new JpegFormat();
            case PNG -> new PngFormat();
            case TIFF -> new TiffFormat();
        };
    }

    /** Reads the header, as {@link ImageFile#open} says. */
    ImageFile open(byte[] bytes, ImageLimits limits);

    /** Decodes the pixels, as {@link ImageFile#decode} says. Exceptions of the decoder mean that the file is damaged. */
    Photograph decode(ImageFile file) throws IOException;

    /** Writes a photograph, as {@link Photograph#write} says. */
    void write(Photograph photograph, int quality, OutputStream out) throws IOException;
}
