package dev.lutra.image;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * How a JPEG is compressed.
 *
 * @param luma the quantisation of brightness
 * @param chroma the quantisation of colour
 * @param across how many brightness samples there are for a colour sample, in a row: 1…4
 * @param down the same in a column
 */
record JpegCoding(JPEGQTable luma, JPEGQTable chroma, int across, int down) implements Kept.Coding {

    /** Quality 92, and as many colour samples as brightness samples. */
    static final JpegCoding USUAL =
            new JpegCoding(scaled(JPEGQTable.K1Luminance, 92), scaled(JPEGQTable.K2Chrominance, 92), 1, 1);

    private static final String TREE = "javax_imageio_jpeg_image_1.0";
    private static final int TABLE = 64;
    private static final int MAX_FACTOR = 4;

    /** The places of the coefficients of a table in the order of the file (ITU-T T.81, figure A.6). */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** The coding of a colour JPEG; {@link #USUAL} for others, and where the tables are none of a usual file. */
    static JpegCoding of(JpegSegments segments) {
        List<Integer> factors = segments.frame().factors();
        List<JPEGQTable> tables = tables(segments);
        if (factors.size() != 3 || tables.isEmpty()) {
            return USUAL;
        }
        int across = (factors.get(0) >> 4) / Math.max(1, factors.get(1) >> 4);
        int down = (factors.get(0) & 0xF) / Math.max(1, factors.get(1) & 0xF);
        return new JpegCoding(
                tables.getFirst(),
                tables.size() > 1 ? tables.get(1) : tables.getFirst(),
                Math.clamp(across, 1, MAX_FACTOR),
                Math.clamp(down, 1, MAX_FACTOR));
    }

    /** The first two tables in the order of the file; without those of 16 bits, which baseline files cannot have. */
    private static List<JPEGQTable> tables(JpegSegments segments) {
        var tables = new ArrayList<JPEGQTable>();
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == JpegSegments.QUANTISATION) {
                ByteBuffer data = ByteBuffer.wrap(segments.data(segment));
                while (tables.size() < 2 && data.remaining() > TABLE && data.get() >> 4 == 0) {
                    tables.add(table(data));
                }
            }
        }
        return tables;
    }

    private static JPEGQTable table(ByteBuffer data) {
        var natural = new int[TABLE];
        for (int place : ZIGZAG) {
            natural[place] = Math.max(1, data.get() & 0xFF);
        }
        return new JPEGQTable(natural);
    }

    private static JPEGQTable scaled(JPEGQTable table, int quality) {
        // The scale of the Independent JPEG Group's library, which everyone means by a quality.
        float scale = quality < 50 ? 50f / quality : 2 - quality / 50f;
        return table.getScaledInstance(scale, true);
    }

    /**
     * The metadata that tell a writer to compress an image in this way.
     *
     * @param quality 1…100; 0 for this coding
     */
    IIOMetadata metadata(ImageWriter writer, BufferedImage image, int quality) throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        var tree = (IIOMetadataNode) metadata.getAsTree(TREE);
        NodeList tables = tree.getElementsByTagName("dqtable");
        for (int i = 0; i < tables.getLength(); i++) {
            JPEGQTable standard = i == 0 ? JPEGQTable.K1Luminance : JPEGQTable.K2Chrominance;
            JPEGQTable own = i == 0 ? luma : chroma;
            ((IIOMetadataNode) tables.item(i)).setUserObject(quality == 0 ? own : scaled(standard, quality));
        }
        NodeList components = tree.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            boolean isSampledMore = i == 0 && components.getLength() == 3;
            component.setAttribute("HsamplingFactor", String.valueOf(isSampledMore ? across : 1));
            component.setAttribute("VsamplingFactor", String.valueOf(isSampledMore ? down : 1));
        }
        metadata.setFromTree(TREE, tree);
        return metadata;
    }
}
