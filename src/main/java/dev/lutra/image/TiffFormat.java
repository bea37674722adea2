package dev.lutra.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * TIFF 6.0 of greys, RGB or a palette, with 8 or 16 bits. The first image of a file is read. JPEG inside TIFF is not read:
 * each of its pieces is a file with headers of its own, which can contradict those of the TIFF.
 */
final class TiffFormat implements ImageFormat {

    @Override
    public ImageFile open(byte[] bytes, ImageLimits limits) {
        return TiffHeader.of(bytes).check(limits).file();
    }

    @Override
    public Photograph decode(ImageFile file) throws IOException {
        TiffHeader header = TiffHeader.of(file.bytes());
        ImageReader reader = Plugins.tiffReader();
        try {
            reader.setInput(new ByteArrayImageInputStream(header.pixelsAlone()), true, true);
            BufferedImage image = Rasters.normal(reader.read(0));
            return new Photograph(image, ImageType.TIFF, TiffTags.kept(header));
        } finally {
            reader.dispose();
        }
    }

    @Override
    public void write(Photograph photograph, int quality, OutputStream out) throws IOException {
        ImageWriter writer = Plugins.tiffWriter();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            Kept kept = photograph.kept();
            TiffCoding coding = kept.coding() instanceof TiffCoding known ? known : TiffCoding.DEFLATE;
            writer.setOutput(stream);
            writer.write(
                    null,
                    new IIOImage(photograph.image(), null, TiffTags.metadata(kept.blocks())),
                    coding.param(writer.getDefaultWriteParam()));
        } finally {
            writer.dispose();
        }
    }
}
