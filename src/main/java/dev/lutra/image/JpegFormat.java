package dev.lutra.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/** JPEG (ITU-T T.81) of 8 bits, baseline or progressive: grey, colour, and CMYK, which becomes RGB. */
final class JpegFormat implements ImageFormat {

    /** Encoders make about ten scans. Each takes the time of a whole image, however short it is in the file. */
    private static final int MAX_SCANS = 100;

    /** The bytes of a coefficient. */
    private static final int COEFFICIENT = 2;

    @Override
    public ImageFile open(byte[] bytes, ImageLimits limits) {
        JpegSegments segments = JpegSegments.of(bytes, MAX_SCANS);
        JpegSegments.Frame frame = segments.frame();
        limits.checkPixels(frame.width(), frame.height());
        if (!frame.isUsual() || frame.components() == 2 || frame.components() > 4) {
            throw InvalidImage.unsupported(
                    "The JPEG has %d components of %d bits in process %d: grey, colour and CMYK of 8 bits are read, baseline and progressive."
                            .formatted(frame.components(), frame.bits(), frame.marker() - 0xC0));
        }
        if (segments.scans() > MAX_SCANS) {
            throw InvalidImage.tooLarge("The JPEG comes in more than %d scans.".formatted(MAX_SCANS));
        }
        long pixels = (long) frame.width() * frame.height();
        long samples = pixels * frame.components();
        long decoding = bytes.length + (frame.several() ? (1 + COEFFICIENT) * samples : samples);
        // CMYK and its RGB are there at the same time, or the pixels and an answer of 12 bits for each.
        // Greys may become RGB, and are still there when it is made.
        long memory = Math.max(
                decoding,
                2 * segments.length()
                        + switch (frame.components()) {
                            case 1 -> pixels + 3 * pixels * 3 / 2;
                            case 4 -> 2 * samples;
                            default -> samples * 3 / 2;
                        });
        return new ImageFile(ImageType.JPEG, bytes, frame.width(), frame.height(), memory);
    }

    @Override
    public Photograph decode(ImageFile file) throws IOException {
        JpegSegments segments = JpegSegments.of(file.bytes(), MAX_SCANS);
        var blocks = new JpegBlocks(segments);
        ImageReader reader = Plugins.jpegReader();
        try {
            reader.setInput(new ByteArrayImageInputStream(blocks.pixelsAlone()), true, true);
            BufferedImage image = Rasters.normal(reader.read(0));
            return new Photograph(image, ImageType.JPEG, blocks.kept());
        } finally {
            reader.dispose();
        }
    }

    @Override
    public void write(Photograph photograph, int quality, OutputStream out) throws IOException {
        byte[] blocks = JpegBlocks.write(photograph.kept().blocks());
        ImageWriter writer = Plugins.jpegWriter();
        try (var stream = new ForwardOutput(new SplicedOutput(out, JpegBlocks.START, blocks))) {
            writer.setOutput(stream);
            JpegCoding coding = photograph.kept().coding() instanceof JpegCoding known ? known : JpegCoding.USUAL;
            BufferedImage image = photograph.image();
            writer.write(null, new IIOImage(image, null, coding.metadata(writer, image, quality)), null);
        } finally {
            writer.dispose();
        }
    }
}
