package dev.lutra.image;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Parallel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A photograph in memory: its pixels as they are stored, and what its file says of them.
 */
public final class Photograph {

    private final BufferedImage image;
    private final Samples samples;
    private final ImageType type;
    private final Kept kept;
    private final UprightRows rows;

    /** @param image an image whose raster {@link Samples} reads: of codes, or of indices if it has a palette */
    Photograph(BufferedImage image, ImageType type, Kept kept) {
        this.image = image;
        this.samples = new Samples(image.getRaster());
        this.type = type;
        this.kept = kept;
        rows = new UprightRows(samples, Palette.of(image), kept.orientation());
    }

    /** The type of the file that it came from. */
    public ImageType type() {
        return type;
    }

    /** The width as it is shown upright, in pixels. */
    public int width() {
        return rows.width();
    }

    /** The height as it is shown upright, in pixels. */
    public int height() {
        return rows.height();
    }

    /** Bits of a channel: 8 or 16. */
    public int depth() {
        return Palette.of(image) == null ? samples.depth() : 8;
    }

    /** What was lost when it was read, and what will be when it is written, for its user. */
    public List<String> warnings() {
        return kept.warnings();
    }

    BufferedImage image() {
        return image;
    }

    Samples samples() {
        return samples;
    }

    Kept kept() {
        return kept;
    }

    /**
     * Reads a row as it is shown upright. The values are those of the file, in whatever profile it has. Greys have three
     * equal channels, and alpha is not read. Several threads may read at the same time.
     *
     * @param y 0 is the upper row
     * @param rgb receives {@link #width} RGB triples of 0…1
     */
    public void readRow(int y, float[] rgb) {
        rows.read(y, rgb);
    }

    /**
     * Applies a LUT to the pixels. Depth, alpha and all that is kept of the file stay. A grey image stays grey if the LUT
     * makes greys of greys; if not, it loses a profile for greys, with a warning. The pixels of this photograph are overwritten.
     *
     * @param lut a LUT over 0…1
     * @param parallel the threads that compute
     * @throws IllegalArgumentException if the LUT has another domain
     * @throws java.util.concurrent.CancellationException if a computing thread is interrupted
     */
    public Photograph graded(Lut3d lut, Parallel parallel) {
        BufferedImage graded = new Grading(lut, parallel).grade(image);
        // A palette is one of colours, even if all of them are greys.
        boolean isGrey = graded.getRaster().getNumBands() < 3 && Palette.of(graded) == null;
        return new Photograph(graded, type, isGrey ? kept : GreyProfile.without(kept, type));
    }

    /**
     * Makes a smaller photograph, upright and of 8-bit RGB: each pixel is the mean of the area that it covers.
     *
     * @param width 1…{@link #width} pixels
     * @param height 1…{@link #height} pixels
     * @return a photograph of the type JPEG
     */
    public Photograph reduced(int width, int height) {
        return new Photograph(AreaAverage.reduce(this, width, height), ImageType.JPEG, Kept.NOTHING);
    }

    /** A copy of the pixels, so that one of the two can be graded. */
    public Photograph copy() {
        var copied = new BufferedImage(
                image.getColorModel(),
                image.copyData(image.getRaster().createCompatibleWritableRaster()),
                image.isAlphaPremultiplied(),
                null);
        return new Photograph(copied, type, kept);
    }

    /**
     * Writes the photograph in its type, with the depth, profile, orientation and metadata that it came with.
     *
     * @param quality the quality of a JPEG, 1…100; 0 takes the one that it came with. Other types ignore it
     * @param out stays open
     */
    public void write(int quality, OutputStream out) throws IOException {
        ImageFormat.of(type).write(this, quality, out);
    }
}
