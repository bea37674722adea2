package dev.lutra.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG (ISO/IEC 15948, third edition). */
final class PngFormat implements ImageFormat {

    /** Signature and header. */
    private static final int START = 33;

    /** Deflate at level 4 of 9: half the time of the usual level 6, and hardly longer for a photograph. */
    private static final float COMPRESSION = 0.5f;

    @Override
    public ImageFile open(byte[] bytes, ImageLimits limits) {
        return header(PngChunks.of(bytes), bytes, limits);
    }

    private static ImageFile header(PngChunks chunks, byte[] bytes, ImageLimits limits) {
        int width = chunks.width();
        int height = chunks.height();
        limits.checkPixels(width, height);
        long pixels = (long) width * height;
        long raw = pixels * chunks.bytesPerPixel();
        long graded = pixels * chunks.bytesPerGradedPixel();
        // The decoder gets a copy of the file. Greys are still there when they become colours, and an answer can be as
        // long
        // as the pixels.
        long writing = (chunks.isGrey() ? raw : 0) + 2 * graded;
        return new ImageFile(ImageType.PNG, bytes, width, height, Math.max(raw + bytes.length, writing));
    }

    @Override
    public Photograph decode(ImageFile file) throws IOException {
        PngChunks chunks = PngChunks.of(file.bytes());
        ImageReader reader = Plugins.pngReader();
        try {
            reader.setInput(new ByteArrayImageInputStream(chunks.pixelsAlone()), true, false);
            BufferedImage image = Rasters.normal(reader.read(0));
            return new Photograph(image, ImageType.PNG, kept(chunks));
        } finally {
            reader.dispose();
        }
    }

    private static Kept kept(PngChunks chunks) {
        var blocks = new ArrayList<Kept.Block>();
        var warnings = new ArrayList<String>();
        Orientation orientation = Orientation.UPRIGHT;
        for (PngChunks.Chunk chunk : chunks.kept()) {
            byte[] data = chunks.data(chunk);
            if (chunk.kind() == PngChunks.EXIF) {
                var exif = Exif.of(data);
                if (exif.isEmpty()) {
                    continue;
                }
                data = exif.get().tiff();
                orientation = exif.get().orientation();
                warnings.addAll(exif.get().warnings());
            }
            blocks.add(new Kept.Block(chunk.kind(), data));
        }
        return new Kept(blocks, orientation, Kept.Coding.USUAL, warnings);
    }

    @Override
    public void write(Photograph photograph, int quality, OutputStream out) throws IOException {
        ImageWriter writer = Plugins.pngWriter();
        try (var stream = new MemoryCacheImageOutputStream(
                new SplicedOutput(out, START, chunks(photograph.kept().blocks())))) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(COMPRESSION);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(photograph.image(), null, null), param);
        } finally {
            writer.dispose();
        }
    }

    private static byte[] chunks(List<Kept.Block> blocks) throws IOException {
        var chunks = new ByteArrayOutputStream();
        for (Kept.Block block : blocks) {
            byte[] kind = ByteBuffer.allocate(4).putInt(block.kind()).array();
            var crc = new CRC32();
            crc.update(kind);
            crc.update(block.data());
            chunks.write(ByteBuffer.allocate(4).putInt(block.data().length).array());
            chunks.write(kind);
            chunks.write(block.data());
            chunks.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        }
        return chunks.toByteArray();
    }
}
